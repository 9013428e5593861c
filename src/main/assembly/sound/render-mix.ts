import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { RenderContext } from '../render-context.ts';
import { cachedFile, isCached } from '../segments/cache-file.ts';
import {
  corrected,
  loudnessArgs,
  type MixMeasured,
  masteringFor,
  measureArgs,
  mixMeasuredSchema,
  readMeasured,
  silent,
} from './loudness.ts';
import { type MixPlan, sampleRate } from './mix.ts';
import { mixDown } from './mix-down.ts';
import { masterArgs, readRaw, silenceArgs, soundFiles } from './sound-args.ts';

export type RenderedMix = {
  /** Absolute path in the cache: M4A, MP3 or WAV, as the plan's encoding asks. */
  readonly file: string;
  /** FFmpeg's name of its container. */
  readonly demuxer: string;
  readonly measured: MixMeasured;
};

/** Each correction costs an encode and a measurement; the second one is for films of whispers and explosions. */
const mostCorrections = 2;

/**
 * Makes the film's sound, or takes it from the cache with what was measured on it. A picture or caption change does not
 * touch it. Throws what `mixDown` throws.
 */
export async function renderMix(plan: MixPlan, context: RenderContext): Promise<RenderedMix> {
  const { extension, demuxer } = soundFiles[plan.encoding.codec];
  const name = cacheName(plan, context);
  let fresh: MixMeasured | null = null;
  const file = await cachedFile(context.cacheDir, `${name}.${extension}`, async (temporary) => {
    fresh = await make(plan, temporary, context);
  });
  const figures = await cachedFile(context.cacheDir, `${name}.json`, async (temporary) => {
    await writeFile(temporary, JSON.stringify(fresh ?? (await measure(plan, file, context))));
  });
  return { file, demuxer, measured: mixMeasuredSchema.parse(JSON.parse(await readFile(figures, 'utf8'))) };
}

/** True when the mix of this plan is in the cache. */
export const isMixCached = (plan: MixPlan, context: Pick<RenderContext, 'cacheDir' | 'tools'>): Promise<boolean> =>
  isCached(join(context.cacheDir, `${cacheName(plan, context)}.${soundFiles[plan.encoding.codec].extension}`));

/** Another FFmpeg may decode, limit and encode in its own way. */
const cacheName = ({ hash }: MixPlan, { tools }: Pick<RenderContext, 'tools'>): string =>
  createHash('sha256').update(`${hash} ${tools.version}`).digest('hex');

async function make(plan: MixPlan, output: string, context: RenderContext): Promise<MixMeasured> {
  if (plan.pieces.length === 0) {
    await runFfmpeg(context.tools, silenceArgs(plan, output), { signal: context.signal });
    return silent(secondsOf(plan));
  }
  const raw = `${output}.f32`;
  try {
    await mixDown(plan, raw, context);
    return await master(plan, raw, output, context);
  } finally {
    await rm(raw, { force: true });
  }
}

/** Encodes the mix at its loudness and measures what came of it, until that is right. */
async function master(plan: MixPlan, raw: string, output: string, context: RenderContext): Promise<MixMeasured> {
  const { log } = await runFfmpeg(context.tools, loudnessArgs(readRaw(raw)), { signal: context.signal });
  let mastering = masteringFor(readMeasured(log, secondsOf(plan)).lufs, plan.targetLufs);
  for (let corrections = 0; ; corrections += 1) {
    await runFfmpeg(context.tools, masterArgs(raw, plan, mastering, output), { signal: context.signal });
    const measured = await measure(plan, output, context);
    const better = corrected(mastering, measured, plan.targetLufs);
    if (!better || corrections === mostCorrections) return measured;
    mastering = better;
  }
}

async function measure(plan: MixPlan, file: string, context: RenderContext): Promise<MixMeasured> {
  const input = ['-f', soundFiles[plan.encoding.codec].demuxer, '-i', `file:${file}`];
  const { log } = await runFfmpeg(context.tools, measureArgs(input), { signal: context.signal });
  return readMeasured(log, secondsOf(plan));
}

const secondsOf = ({ samples }: MixPlan): number => samples / sampleRate;
