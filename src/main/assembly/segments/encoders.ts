import type { Encoding } from './encoding.ts';

type Wish = Pick<Encoding, 'quality' | 'speed' | 'fps'>;

/** SVT-AV1's presets run from 0 (slow) to 13; these take about as long as x264's of the name. */
const svtPresets: Record<Encoding['speed'], number> = { ultrafast: 12, veryfast: 10, fast: 8, medium: 6, slow: 4 };
/** NVENC's run from p1 (fast) to p7. */
const nvencPresets: Record<Encoding['speed'], string> = {
  ...{ ultrafast: 'p1', veryfast: 'p2', fast: 'p4', medium: 'p5', slow: 'p7' },
};

const whole = (quality: number): string => String(Math.round(quality));

/** The hardware encoders' quantizers stand close to CRF; their own advice is to begin with the same figure. */
const nvenc = ({ quality, speed }: Wish): string[] => [
  ...['-preset', nvencPresets[speed], '-tune', 'hq', '-rc', 'vbr', '-cq', whole(quality), '-b:v', '0'],
];
const qsv = ({ quality, speed }: Wish): string[] => [
  ...['-preset', speed === 'ultrafast' ? 'veryfast' : speed, '-global_quality', whole(quality)],
];
const vaapi = ({ quality }: Wish): string[] => ['-rc_mode', 'CQP', '-qp', whole(quality)];
/** Its scale is 1 to 100, the larger the better: CRF 18 is about 75, CRF 23 about 60. */
const videotoolbox = ({ quality }: Wish): string[] => ['-q:v', whole(Math.max(1, 129 - 3 * quality))];

/** FFmpeg options of each encoder that are its own. One more encoder is one more line. */
const encoders: Record<string, (wish: Wish) => string[]> = {
  libx264: ({ quality, speed }) => ['-preset', speed, '-crf', String(quality)],
  // One thread, as with all; x265 would take a pool of its own. Its settings in a SEI of every film are of no use. Open
  // groups are its default: after a jump, players leave out the pictures that lean on those before it.
  libx265: ({ quality, speed }) => [
    ...['-preset', speed, '-crf', String(quality)],
    ...['-x265-params', 'pools=none:frame-threads=1:info=0:open-gop=0:log-level=warning'],
  ],
  libsvtav1: ({ quality, speed }) => [
    ...['-preset', String(svtPresets[speed]), '-crf', String(quality), '-svtav1-params', 'lp=1'],
  ],
  prores_ks: ({ quality }) => ['-profile:v', String(quality), '-vendor', 'apl0'],
  ...{ h264_nvenc: nvenc, hevc_nvenc: nvenc, av1_nvenc: nvenc },
  ...{ h264_qsv: qsv, hevc_qsv: qsv, av1_qsv: qsv },
  ...{ h264_vaapi: vaapi, hevc_vaapi: vaapi, av1_vaapi: vaapi },
  ...{ h264_videotoolbox: videotoolbox, hevc_videotoolbox: videotoolbox },
};

/** The encoders that `encodeArgs` knows. */
export const knownEncoders: readonly string[] = Object.keys(encoders);

/** The options of one encoder for its quality and speed. Throws for one that is not known: a mistake of ours. */
export function encoderArgs(encoding: Pick<Encoding, 'encoder'> & Wish): string[] {
  const own = encoders[encoding.encoder];
  if (!own) throw new TypeError(`There is no encoder ${encoding.encoder}.`);
  return own(encoding);
}
