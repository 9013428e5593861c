import { open, rm } from 'node:fs/promises';
import { inputArgs, readContainer } from '../../ffmpeg/container.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { RenderContext } from '../render-context.ts';
import { cachedFile } from '../segments/cache-file.ts';
import { addSamples } from './add-samples.ts';
import { gainFor, type MixPlan, masterArgs, measureArgs, pieceArgs, type SoundPiece } from './mix.ts';

/** Bytes of one stereo sample in the raw mix. */
const frameBytes = 8;

/**
 * Makes the film's sound, as AAC in MP4, or takes it from the cache. A picture or caption change does not touch it.
 * Throws what `runFfmpeg` throws.
 */
export function renderMix(plan: MixPlan, context: RenderContext): Promise<string> {
  return cachedFile(context.cacheDir, `${plan.hash}.m4a`, async (temporary) => {
    const raw = `${temporary}.f32`;
    try {
      await mixDown(plan, raw, context);
      const { log } = await runFfmpeg(context.tools, measureArgs(raw), { signal: context.signal });
      const args = masterArgs(raw, gainFor(log), plan.samples, temporary);
      await runFfmpeg(context.tools, args, { signal: context.signal });
    } finally {
      await rm(raw, { force: true });
    }
  });
}

/** All pieces added up in one raw file. It begins as silence: a file's hole reads as zeros and takes no room. */
async function mixDown(plan: MixPlan, raw: string, context: RenderContext): Promise<void> {
  const mix = await open(raw, 'w+');
  try {
    await mix.truncate(plan.samples * frameBytes);
    for (const piece of plan.pieces) {
      const part = `${raw}.piece`;
      try {
        await decodePiece(piece, part, context);
        const sound = await open(part, 'r');
        await addSamples(mix, piece.start * frameBytes, sound).finally(() => sound.close());
      } finally {
        await rm(part, { force: true });
      }
    }
  } finally {
    await mix.close();
  }
}

async function decodePiece(piece: SoundPiece, output: string, context: RenderContext): Promise<void> {
  const file = await context.mediaPath(piece.takeId);
  const input = inputArgs(file, await readContainer(file));
  await runFfmpeg(context.tools, pieceArgs(piece, input, output), { signal: context.signal });
}
