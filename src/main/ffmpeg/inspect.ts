import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Measured, Probe, Remark } from '../../shared/take.ts';
import { inputArgs, readContainer } from './container.ts';
import { lastLines } from './failure.ts';
import { leastBlack, leastFrozen, leastSilent, readFigures } from './inspect-log.ts';
import { remarksOf, type Wish } from './inspect-remarks.ts';
import { runFfmpeg } from './run.ts';
import type { FfmpegTools } from './tools.ts';

/** `measured` is null for stills, which have no length. */
export type Inspection = { readonly remarks: Remark[]; readonly measured: Measured | null };

/** FFmpeg patches over broken frames and goes on. `-xerror` would also stop at the loose end of a streamed WAV. */
const undecodable = /Error while decoding stream|concealing \d+ DC/;

/**
 * Decodes the whole take once, measures it, and says what is odd about it by what was wished for and by the user's
 * rules. Throws `damaged` when the file does not decode to its end.
 */
export async function inspectMedia(tools: FfmpegTools, file: string, probe: Probe, wish: Wish): Promise<Inspection> {
  const container = await readContainer(file);
  const isStill = probe.kind === 'image';
  const video = probe.kind !== 'audio' ? ['-map', '0:v:0', '-vf', isStill ? stillDetectors : pictureDetectors] : [];
  const sound = probe.audioCodec !== null ? ['-map', '0:a:0', '-af', soundDetectors] : [];
  const frames = isStill ? ['-frames:v', '1'] : [];
  const args = [...inputArgs(file, container), ...video, ...sound, ...frames, '-f', 'null', '-'];
  const { log } = await runFfmpeg(tools, args);
  if (undecodable.test(log)) throw damaged(file, log);
  const figures = readFigures(log, probe);
  return { remarks: remarksOf(figures, probe, wish), measured: isStill ? null : figures.measured };
}

/** Safety filters give all-black stills instead of an error; a single frame has no length for blackdetect. */
const stillDetectors = 'blackframe=amount=99:threshold=28';
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
