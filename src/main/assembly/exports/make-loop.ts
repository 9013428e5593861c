import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { requireSpace } from './disk-space.ts';
import { encodingFor } from './encoding-for.ts';
import { checksOf } from './export-checks.ts';
import type { Order } from './export-queue.ts';
import { loopArgs, loopBytes, paletteArgs } from './loop-args.ts';
import type { MadeFile, Making } from './make-export.ts';
import { readLoop } from './read-loop.ts';
import { type RenderedCut, renderCut } from './render-cut.ts';

/** What rendering takes of the whole; the rest is for palette and frames. */
const renderingShare = 0.7;

/** A GIF or WebP that plays over and over: the film is rendered small and without loss, then encoded as a whole. */
export async function makeLoop(order: Order, making: Making): Promise<MadeFile> {
  const { plan, part, job } = order;
  const { cut, preset } = plan;
  const { picture } = preset;
  if (picture?.codec !== 'gif' && picture?.codec !== 'webp') throw new TypeError(`${preset.id} makes no loop.`);
  const step = frameStep(cut.canvas.fps, picture.mostFps);
  const frames = Math.ceil(cut.frames / step);
  const encoding = encodingFor(cut, preset, job.options);
  await requireSpace(dirname(part), loopBytes(picture.codec, frames, encoding), 'The finished file');
  const film = join(making.cacheDir, `${crypto.randomUUID()}.part.mov`);
  try {
    const onProgress: Making['onProgress'] = ({ fraction, secondsLeft }) =>
      making.onProgress({ phase: 'rendering', fraction: fraction * renderingShare, secondsLeft });
    const rendered = await renderCut({ ...making, onProgress, cut, encoding, sound: null, output: film });
    await encode({ film, part, step, frames }, { codec: picture.codec, quality: picture.quality }, making);
    making.onProgress({ phase: 'checking', fraction: 0.98, secondsLeft: null });
    return await measured(order, making, rendered, step);
  } finally {
    await rm(film, { force: true });
  }
}

/** Every n-th frame of the film is taken: other rates would show some frames longer than others, and stutter. */
export function frameStep(rate: FrameRate, mostFps: number | null): number {
  const { num, den } = frameRateFraction(rate);
  return mostFps === null ? 1 : Math.max(1, Math.ceil(num / den / mostFps - 1e-9));
}

type Files = { readonly film: string; readonly part: string; readonly step: number; readonly frames: number };
type Loop = { readonly codec: 'gif' | 'webp'; readonly quality: number };

async function encode(files: Files, loop: Loop, { tools, signal, onProgress }: Making): Promise<void> {
  const palette = `${files.film}.png`;
  try {
    // Two runs: in one, every frame would wait in memory for the palette.
    if (loop.codec === 'gif') await runFfmpeg(tools, paletteArgs(files.film, files.step, palette), { signal });
    await runFfmpeg(tools, loopArgs(loop, { ...files, palette, output: files.part }), {
      signal,
      onProgress: ({ frame }) => {
        const fraction = renderingShare + (0.97 - renderingShare) * Math.min(1, frame / files.frames);
        onProgress({ phase: 'joining', fraction, secondsLeft: null });
      },
    });
  } finally {
    await rm(palette, { force: true });
  }
}

async function measured({ plan, part }: Order, making: Making, rendered: RenderedCut, step: number): Promise<MadeFile> {
  const { cut, preset } = plan;
  const { width, height, seconds, frames } = await readLoop(making.tools, part);
  const { reused, findings } = rendered;
  const checks = checksOf({ cut, picture: { frames: null, seconds, step }, sound: null, findings });
  const encoder = preset.picture?.codec === 'gif' ? 'gif' : 'libwebp_anim';
  return { width, height, seconds, frames, encoder, rendered: rendered.rendered, reused, checks, notes: [] };
}
