import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Measured, Probe, Remark } from '../../shared/take.ts';
import { brightnessIn, brightnessStream } from './brightness.ts';
import { inputArgs } from './container.ts';
import { lastLines } from './failure.ts';
import { flickerIn } from './flicker.ts';
import { leastBlack, leastFrozen, leastSilent, readFigures } from './inspect-log.ts';
import { remarksOf, type Wish } from './inspect-remarks.ts';
import { makePoster, posterOutput } from './poster.ts';
import { type Media, openMedia, probeFrom, walkOutputs } from './probe.ts';
import { runFfmpeg } from './run.ts';
import type { FfmpegTools } from './tools.ts';

export type Inspection = {
  readonly probe: Probe;
  readonly remarks: Remark[];
  /** Null for stills, which have no length. */
  readonly measured: Measured | null;
  /** False for sound, and where none was asked for. */
  readonly hasPoster: boolean;
};

export type InspectionOrder = {
  readonly wish: Wish;
  /** Where a JPEG that stands for the picture goes, and its width in pixels; null where none is wanted. */
  readonly poster: { readonly file: string; readonly width: number } | null;
};

/** FFmpeg patches over broken frames and goes on. `-xerror` would also stop at the loose end of a streamed WAV. */
const undecodable = /Error while decoding stream|concealing \d+ DC/;

/**
 * Decodes the whole take once: says what it is (see `probeMedia`), measures it, says what is odd about it by what was
 * wished for and by the user's rules, and makes its poster (see `makePoster`). All in one run, because starting a program
 * holds the engine up. Throws `damaged` when the file does not decode to its end, and as `probeMedia` does.
 */
export async function inspectMedia(tools: FfmpegTools, file: string, order: InspectionOrder): Promise<Inspection> {
  const media = await openMedia(tools, file);
  const start = posterStart(media, order.wish);
  const outputs = [
    ...walkOutputs(media, brightnessOutput(media)),
    ...detectorOutput(media),
    ...posterArgs(media, start, order),
  ];
  const run = await runFfmpeg(tools, [...inputArgs(file, media.container), ...outputs]);
  const probe = probeFrom(media, run);
  if (undecodable.test(run.log)) throw damaged(file, run.log);
  const figures = readFigures(run.log, probe);
  const flicker = flickerIn(brightnessIn(run.output));
  return {
    probe,
    remarks: remarksOf({ ...figures, flicker }, probe, order.wish),
    measured: probe.kind === 'image' ? null : figures.measured,
    hasPoster: order.poster !== null && (await hasPoster(tools, file, { ...order.poster, probe, start })),
  };
}

const brightnessOutput = ({ container, picture }: Media): string[] =>
  picture && !container.still ? brightnessStream(picture.index) : [];

function detectorOutput({ container, picture, sound }: Media): string[] {
  const video = picture && !container.still ? ['-map', `0:${picture.index}`, '-vf', pictureDetectors] : [];
  const audio = sound ? ['-map', `0:${sound.index}`, '-af', soundDetectors] : [];
  return video.length + audio.length === 0 ? [] : [...video, ...audio, '-f', 'null', '-'];
}

const posterArgs = ({ picture }: Media, start: PosterStart, { poster }: InspectionOrder): string[] =>
  picture && poster && start !== 'unknown' ? posterOutput(picture, start, poster.file, poster) : [];

/** Seconds, from which on frames are looked at; null for a still. */
type PosterStart = number | null | 'unknown';

/** A third of the length that the file gives, or that was wished for: how long it is shows only when it was read. */
function posterStart({ container, picture }: Media, { seconds }: Wish): PosterStart {
  if (container.still) return null;
  const length = picture?.duration ?? seconds;
  return length === null ? 'unknown' : length / 3;
}

type PosterOrder = {
  readonly file: string;
  readonly width: number;
  readonly probe: Probe;
  readonly start: PosterStart;
};

/** Whether there is a poster, or one can be made by itself: where the length was not what it was taken for. */
async function hasPoster(tools: FfmpegTools, file: string, { probe, start, ...poster }: PosterOrder): Promise<boolean> {
  const third = (probe.seconds ?? 0) / 3;
  const isRight = probe.kind === 'video' && typeof start === 'number' && Math.abs(start - third) < third / 2;
  return start === null || isRight || makePoster(tools, file, probe, poster.file, poster);
}

const pictureDetectors = [`blackdetect=d=${leastBlack}:pix_th=0.05`, `freezedetect=n=-60dB:d=${leastFrozen}`].join(',');

// In 16 bit, as players hear it, what a lossy codec lets overshoot is clipped too, so that one count finds both kinds.
// `framelog=verbose` keeps ebur128 from a line for each tenth of a second.
const soundDetectors = [
  'ebur128=peak=sample:framelog=verbose:dualmono=true',
  `silencedetect=n=-50dB:d=${leastSilent}`,
  'aformat=sample_fmts=s16',
  'astats=measure_perchannel=none:measure_overall=Peak_level+Flat_factor+Peak_count+Number_of_samples',
].join(',');

function damaged(file: string, log: string): AppError {
  const message = `${basename(file)} is damaged: it does not decode to its end.`;
  const details = { file, log: lastLines(log, 12) };
  return new AppError({ code: 'damaged', message, action: 'Generate or bring it in again.', details });
}
