import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Probe, Remark, Role } from '../../shared/take.ts';
import { formatSeconds } from '../../shared/time.ts';
import { inputArgs, readContainer } from './container.ts';
import { lastLines } from './failure.ts';
import { runFfmpeg } from './run.ts';
import type { FfmpegTools } from './tools.ts';

/** What was asked for: `seconds` is null where any length is right, as for a voice. */
export type Wish = { readonly role: Role; readonly seconds: number | null };

/** A length may be this far from the wish without a remark: vendors make whole seconds and round to their frames. */
const lengthTolerance = 0.5;
/** Shorter than this, black and stillness belong to cuts, fades and pauses. */
const leastBlack = 0.5;
const leastFrozen = 1;
/** FFmpeg patches over broken frames and goes on. `-xerror` would also stop at the loose end of a streamed WAV. */
const undecodable = /Error while decoding stream|concealing \d+ DC/;
/** Below this peak a recording is silence: quieter than the noise floor of 16 bit played loud. */
const silentPeakDb = -60;

/**
 * Decodes the whole take once and says what is odd about it. Stills have nothing to say. A clip that stands still from
 * time to time is not remarked on, only one that is frozen for a third of its length or more: generators that fail
 * freeze, while drawn sketches hold on purpose. Throws `damaged` when the file does not decode to its end.
 */
export async function inspectMedia(tools: FfmpegTools, file: string, probe: Probe, wish: Wish): Promise<Remark[]> {
  const container = await readContainer(file);
  const video = probe.kind !== 'audio' ? ['-map', '0:v:0', '-vf', pictureDetectors] : [];
  const sound = probe.audioCodec !== null ? ['-map', '0:a:0', '-af', 'volumedetect'] : [];
  const frames = probe.kind === 'image' ? ['-frames:v', '1'] : [];
  const args = [...inputArgs(file, container), ...video, ...sound, ...frames, '-f', 'null', '-'];
  const { log } = await runFfmpeg(tools, args);
  if (undecodable.test(log)) throw damaged(file, log);
  return probe.kind === 'image' ? [] : remarksOf(log, probe, wish);
}

const pictureDetectors = [`blackdetect=d=${leastBlack}:pix_th=0.05`, `freezedetect=n=-60dB:d=${leastFrozen}`].join(',');

/** What FFmpeg's detectors found, as remarks. */
export function remarksOf(log: string, probe: Probe, wish: Wish): Remark[] {
  const seconds = probe.seconds ?? 0;
  const black = sum(log, /black_duration:([\d.]+)/g);
  const frozen = frozenSeconds(log, seconds);
  const peak = Number(/max_volume: (-?[\d.]+|-inf) dB/.exec(log)?.[1]?.replace('-inf', '-Infinity') ?? Number.NaN);
  const remarks: (Remark | null)[] = [
    black >= leastBlack ? { code: 'black', text: `black for ${formatSeconds(black)}` } : null,
    // A black stretch is frozen too; once said is enough.
    frozen - black >= Math.max(leastFrozen, seconds / 3)
      ? { code: 'frozen', text: `frozen for ${formatSeconds(frozen - black)}` }
      : null,
    // Clips are often silent by nature; only a voice has to be heard.
    wish.role === 'voice' && !(peak >= silentPeakDb) ? { code: 'silent', text: 'silent' } : null,
    lengthRemark(seconds, wish.seconds),
  ];
  return remarks.filter((remark) => remark !== null);
}

function lengthRemark(seconds: number, wished: number | null): Remark | null {
  if (wished === null || Math.abs(seconds - wished) <= lengthTolerance) return null;
  const by = formatSeconds(Math.abs(seconds - wished));
  return seconds < wished
    ? { code: 'shorter', text: `${by} shorter than asked for` }
    : { code: 'longer', text: `${by} longer than asked for` };
}

/** A freeze that lasts to the end has a start but no duration. */
function frozenSeconds(log: string, seconds: number): number {
  const starts = [...log.matchAll(/freeze_start: ([\d.]+)/g)].map((match) => Number(match[1]));
  const ends = log.match(/freeze_end: /g)?.length ?? 0;
  const open = starts.length > ends ? Math.max(0, seconds - (starts.at(-1) ?? seconds)) : 0;
  return sum(log, /freeze_duration: ([\d.]+)/g) + open;
}

const sum = (log: string, pattern: RegExp): number =>
  [...log.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);

function damaged(file: string, log: string): AppError {
  const message = `${basename(file)} is damaged: it does not decode to its end.`;
  const details = { file, log: lastLines(log, 12) };
  return new AppError({ code: 'damaged', message, action: 'Generate or bring it in again.', details });
}
