import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { encodingFor } from './encoding-for.ts';
import { checksOf } from './export-checks.ts';
import type { Order } from './export-queue.ts';
import { type HardwareCodec, hardwareCodecs, hardwareName, whyOf } from './hardware.ts';
import type { MadeFile, Making } from './make-export.ts';
import { type RenderedCut, renderCut } from './render-cut.ts';

/**
 * Renders an MP4 or MOV and measures it. Where the machine's own encoder was asked for and does not work, before or
 * halfway, the usual one makes the whole film: pieces of two encoders cannot be joined.
 */
export async function makeFilm(order: Order, making: Making): Promise<MadeFile> {
  const { encoder, notes } = await chooseEncoder(order, making);
  if (encoder === null) return finish(order, await render(order, making, null), notes);
  try {
    return finish(order, await render(order, making, encoder), notes);
  } catch (error) {
    if (!mayBeTheEncoder(error) || making.signal.aborted) throw error;
    const rendered = await render(order, making, null);
    // Only now is it clear that the encoder was to blame: anything else would have ended the second try as well.
    const why = whyOf(error);
    await making.hardware.distrust(making.tools, encoder, why);
    return finish(order, rendered, [insteadNote(hardwareName(encoder) ?? encoder, why, rendered.encoder)]);
  }
}

/** A disk that is full, a cache that is in use, a take that is gone or cannot be read. */
const notTheEncoder: readonly ErrorCode[] = ['cancelled', 'disk-full', 'conflict', 'not-found', 'unsupported'];

/** Failures are told by their scene, whoever is to blame. Damage is the source's, unless frames are short of the plan. */
const mayBeTheEncoder = (error: unknown): error is AppError =>
  error instanceof AppError &&
  !notTheEncoder.includes(error.code) &&
  (error.code !== 'damaged' || error.details.planned !== undefined);

/** `NVENC was asked for and did not work here (Cannot load libcuda.so.1): libx264 made it.` */
const insteadNote = (name: string, why: string, encoder: string): string =>
  `${name} was asked for and did not work here (${why}): ${encoder} made it.`;

type Choice = { readonly encoder: string | null; readonly notes: readonly string[] };

async function chooseEncoder({ job, plan }: Order, { hardware, tools }: Making): Promise<Choice> {
  if (!job.options.hardware) return { encoder: null, notes: [] };
  const usual = encodingFor(plan.cut, plan.preset, job.options);
  const codec = hardwareCodecs.find((each): each is HardwareCodec => each === usual.codec);
  if (!codec) {
    const note = `Hardware encoders are used for H.264 and HEVC only: ${usual.encoder} made it.`;
    return { encoder: null, notes: [note] };
  }
  const trials = (await hardware.trials(tools)).filter((trial) => trial.codec === codec);
  const working = trials.find(({ problem }) => problem === null);
  if (working) return { encoder: working.encoder, notes: [] };
  const tried = trials.map(({ encoder, problem }) => `${hardwareName(encoder)}: ${problem}`).join('; ');
  const text = `No hardware encoder works here (${tried || 'none is known for this system'})`;
  return { encoder: null, notes: [`${text}: ${usual.encoder} made it.`] };
}

function render({ job, plan, part }: Order, making: Making, hardware: string | null): Promise<RenderedCut> {
  const { cut, preset } = plan;
  const encoding = encodingFor(cut, preset, job.options, hardware);
  return renderCut({ ...making, cut, encoding, sound: preset.sound, output: part });
}

function finish({ plan }: Order, rendered: RenderedCut, notes: readonly string[]): MadeFile {
  const { width, height, frames, seconds, soundOffset, encoder, reused, findings, sound } = rendered;
  const heard = sound && { ...sound, seconds: seconds + (soundOffset ?? 0) };
  const checks = checksOf({ cut: plan.cut, picture: { frames, seconds, step: 1 }, sound: heard, findings });
  return { width, height, frames, seconds, encoder, rendered: rendered.rendered, reused, checks, notes };
}
