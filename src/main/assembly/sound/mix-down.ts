import { open, rm } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { inputArgs, readContainer } from '../../ffmpeg/container.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { RenderContext } from '../render-context.ts';
import { addPiece, sampleBytes } from './add-samples.ts';
import { type MixPlan, type SoundPiece, sampleRate } from './mix.ts';
import { type Decoding, decodeArgs } from './sound-args.ts';

/** Pieces that are decoded by one process: its memory and open files stay the same for any number of scenes. */
const batch = 16;

/** Bytes that raw sound takes at most while a mix is made: the mix itself, and what one batch is decoded to. */
export function rawMixBytes({ pieces, samples }: Pick<MixPlan, 'pieces' | 'samples'>): number {
  const decoded = pieces.map(({ seconds, speed }) => Math.ceil((seconds / speed) * sampleRate) * sampleBytes);
  const batches = Array.from({ length: Math.ceil(pieces.length / batch) }, (_, index) =>
    decoded.slice(index * batch, (index + 1) * batch).reduce((sum, bytes) => sum + bytes, 0),
  );
  return samples * sampleBytes + Math.max(0, ...batches);
}

/**
 * All pieces added up in the raw file `mix`. Memory and open files do not grow with the film. Throws what `runFfmpeg`
 * throws; a damaged source is told by its scene, with its take in `details.takeId`.
 */
export async function mixDown(plan: MixPlan, mix: string, context: RenderContext): Promise<void> {
  const handle = await open(mix, 'w+');
  try {
    // It begins as silence: a file's hole reads as zeros and takes no room.
    await handle.truncate(plan.samples * sampleBytes);
    for (let first = 0; first < plan.pieces.length; first += batch) {
      const pieces = plan.pieces.slice(first, first + batch);
      const outputs = pieces.map((_, index) => `${mix}.${index}`);
      try {
        const log = await decode(pieces, outputs, context);
        for (const [index, piece] of pieces.entries()) {
          const decoded = await open(outputs[index] ?? '', 'r');
          await addPiece(handle, piece, decoded, gainOfLayout(log, index)).finally(() => decoded.close());
        }
      } finally {
        await Promise.all(outputs.map((output) => rm(output, { force: true })));
      }
    }
  } finally {
    await handle.close();
  }
}

async function decode(
  pieces: readonly SoundPiece[],
  outputs: readonly string[],
  context: RenderContext,
): Promise<string> {
  const decodings = await Promise.all(
    pieces.map(async (piece, index) => ({ piece, input: await inputOf(piece, context), output: outputs[index] ?? '' })),
  );
  try {
    return (await runFfmpeg(context.tools, decodeArgs(decodings), { signal: context.signal })).log;
  } catch (error) {
    throw (await culprit(error, decodings, context)) ?? error;
  }
}

/**
 * FFmpeg gives each side of a stereo output 3 dB less of a single channel, as for the middle of a cinema. Players give
 * both sides all of it, and so does the rough cut: the log tells which inputs have to be put right.
 */
function gainOfLayout(log: string, input: number): number {
  const layout = new RegExp(`^ *Stream #${input}:\\d+.*: Audio: .* Hz, ([^,]+)`, 'm').exec(log)?.[1];
  return layout === 'mono' ? Math.SQRT2 : 1;
}

async function inputOf(piece: SoundPiece, context: RenderContext): Promise<string[]> {
  try {
    const { source } = piece;
    const file = await (source.kind === 'take' ? context.mediaPath(source.takeId) : context.assetPath(source.file));
    return inputArgs(file, await readContainer(file));
  } catch (error) {
    throw naming(piece, error);
  }
}

/** FFmpeg does not always say which of its inputs it stumbled over; one at a time, it can only be that one. */
async function culprit(error: unknown, decodings: readonly Decoding[], context: RenderContext): Promise<unknown> {
  if (!isOfSource(error)) return null;
  for (const decoding of decodings) {
    try {
      await runFfmpeg(context.tools, decodeArgs([decoding]), { signal: context.signal });
    } catch (cause) {
      return naming(decoding.piece, cause);
    }
  }
  return null;
}

const isOfSource = (error: unknown): error is AppError =>
  error instanceof AppError && ['damaged', 'not-found', 'unsupported', 'internal'].includes(error.code);

/** A damaged source is told by its scene, since people do not know the names of files inside a film. */
function naming({ name, source }: SoundPiece, error: unknown): unknown {
  if (!isOfSource(error) || error.code === 'internal') return error;
  return new AppError({
    code: error.code,
    message: `The sound of ${name} cannot be used: ${error.message}`,
    action: source.kind === 'take' ? 'Circle another take of that scene, or mute it.' : 'Choose the music again.',
    details: { ...error.details, ...(source.kind === 'take' && { takeId: source.takeId }) },
    cause: error,
  });
}
