import { open } from 'node:fs/promises';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import type { FrameRate } from '../../../shared/time.ts';
import { pictureStream, readStreams, type StreamFacts } from '../../ffmpeg/ffprobe.ts';
import type { RenderContext } from '../render-context.ts';
import type { Encoding } from './encoding.ts';
import { type Mp4Track, readMp4Index } from './mp4-index.ts';
import { framesShown } from './track-index.ts';
import type { PictureRun } from './write-film.ts';

/**
 * The takes' own pictures one after the other, where the film can be made of them as they are; null where it has to be
 * rendered. One scene that does not conform makes the whole film render: players set their decoder up once, and what
 * another encoder writes in the middle of a track shows as green, as a still, or not at all.
 */
export async function planCopy(
  cut: Cut,
  encoding: Encoding,
  { mediaPath, tools }: Pick<RenderContext, 'mediaPath' | 'tools'>,
): Promise<PictureRun[] | null> {
  if (!mayCopy(cut, encoding)) return null;
  const indexes = new Map<string, Mp4Track | null>();
  const runs: PictureRun[] = [];
  for (const { picture, frames } of cut.scenes) {
    if (!picture) return null;
    const file = await mediaPath(picture.id);
    const track = indexes.get(file) ?? (await readConforming(file, encoding));
    indexes.set(file, track);
    const first = runs[0]?.track ?? track;
    if (!track || track.description !== first?.description || !isExact(track, frames, encoding.fps)) return null;
    runs.push({ file, track, frames });
  }
  const [run] = runs;
  if (!run) return null;
  // All have the same parameter sets: what holds for one holds for all.
  const streams = await readStreams(tools, run.file, { demuxer: 'mov', still: false });
  return looksLike(pictureStream(streams), encoding) ? runs : null;
}

/** What the cut alone tells: plain cuts of clips as they are, with nothing drawn over them. */
export function mayCopy(cut: Cut, encoding: Encoding): boolean {
  const isGraded = cut.grade.look !== null && cut.grade.strength > 0;
  return encoding.container === 'mp4' && !isGraded && cut.scenes.every((scene) => isPlain(scene, encoding));
}

function isPlain({ picture, clip, transition, titles, captions }: CutScene, encoding: Encoding): boolean {
  const drawn = titles.length > 0 || (encoding.burnt && captions.length > 0);
  if (!picture || !clip || transition || drawn) return false;
  const { videoCodec, width, height } = picture.probe;
  const asIs = clip.from === 0 && clip.speed === 1 && clip.filling.kind === 'once';
  return asIs && videoCodec === encoding.codec && width === encoding.width && height === encoding.height;
}

/** Names of sample entries whose parameter sets are in the index and nowhere else. */
const copied: Partial<Record<Encoding['codec'], string>> = { h264: 'avc1', hevc: 'hvc1' };

async function readConforming(file: string, { codec, width, height }: Encoding): Promise<Mp4Track | null> {
  const pictures = (await readMp4Index(file))?.filter(({ kind }) => kind === 'vide') ?? [];
  const [track] = pictures;
  if (!track || pictures.length > 1 || !track.plain || track.codec !== copied[codec]) return null;
  if (track.width !== width || track.height !== height || !isInOrder(track)) return null;
  return (await beginsAnew(file, track)) ? track : null;
}

/** Most bytes between two samples that follow each other: sound lies there. */
const widestGap = 1 << 20;

/** Samples lie one after the other in the file. */
function isInOrder({ offsets, sizes }: Mp4Track): boolean {
  return offsets.every((offset, index) => {
    const gap = index === 0 ? 0 : offset - ((offsets[index - 1] ?? 0) + (sizes[index - 1] ?? 0));
    return gap >= 0 && gap <= widestGap;
  });
}

/** The wanted frames are exactly the first ones, each shown in its place. */
function isExact(track: Mp4Track, frames: number, rate: FrameRate): boolean {
  if (track.sizes.length < frames || track.times.length < frames || track.offsets.length < frames) return false;
  if (track.keys && track.keys[0] !== 0) return false;
  return framesShown(track, frames, rate) !== null;
}

/** NAL unit types, ITU-T H.264 table 7-1 and H.265 table 7-1: pictures that forget all before them, and parameter sets. */
const units = {
  avc1: { type: (head: number) => head & 0x1f, anew: [5], parameters: [7, 8] },
  hvc1: { type: (head: number) => (head >> 1) & 0x3f, anew: [19, 20], parameters: [32, 33, 34] },
};

/** More than this is no picture that anybody encodes. */
const largestPicture = 64 << 20;

/** Whether the first picture can follow any other: a key frame may still lean on the stream before it. */
async function beginsAnew(path: string, { codec, sizes, offsets }: Mp4Track): Promise<boolean> {
  if ((sizes[0] ?? 0) > largestPicture) return false;
  const kind = codec === 'hvc1' ? units.hvc1 : units.avc1;
  const sample = new DataView(new ArrayBuffer(sizes[0] ?? 0));
  const file = await open(path, 'r');
  try {
    await file.read(sample, 0, sample.byteLength, offsets[0] ?? 0);
  } finally {
    await file.close();
  }
  const types: number[] = [];
  for (let at = 0; at + 5 <= sample.byteLength; at += 4 + sample.getUint32(at))
    types.push(kind.type(sample.getUint8(at + 4)));
  return types.some((type) => kind.anew.includes(type)) && !types.some((type) => kind.parameters.includes(type));
}

/** Colours as `encodeArgs` marks them. */
const ours = 'bt709';
/** Lines from which players take clips that are not marked for the same. */
const takenAsOurs = 720;

/** As an export would be marked, or not marked and taken for the same by players. */
function looksLike(stream: StreamFacts | undefined, { pixelFormat, height }: Encoding): boolean {
  if (!stream || stream.pix_fmt !== pixelFormat || stream.color_range === 'pc') return false;
  const { color_space: matrix = 'unknown', color_transfer, color_primaries, sample_aspect_ratio } = stream;
  const others = [color_transfer, color_primaries].every((mark) => [undefined, 'unknown', ours].includes(mark));
  const isKnown = others && (matrix === ours || (matrix === 'unknown' && height >= takenAsOurs));
  const [horizontal, vertical] = (sample_aspect_ratio ?? '1:1').split(':');
  const isSquare = horizontal === vertical || horizontal === '0' || sample_aspect_ratio === 'N/A';
  return isKnown && isSquare && (stream.field_order ?? 'progressive').match(/progressive|unknown/) !== null;
}
