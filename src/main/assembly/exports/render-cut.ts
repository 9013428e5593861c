import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Cut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Preset } from '../../../shared/export.ts';
import type { RenderContext } from '../render-context.ts';
import { sweepCache } from '../segments/cache-file.ts';
import { checkFilm, joinFilm, type Measured } from '../segments/join-film.ts';
import { missingSegments, renderSegments } from '../segments/render-segments.ts';
import type { Encoding } from '../segments/encoding.ts';
import type { Findings } from '../segments/findings.ts';
import { planSegments, type Segment } from '../segments/segments.ts';
import { planMix } from '../sound/mix.ts';
import { renderMix } from '../sound/render-mix.ts';
import { estimateBytes, estimateMixBytes, requireSpace } from './disk-space.ts';
import { progressMeter } from './progress-meter.ts';

export type RenderProgress = {
  readonly phase: 'rendering' | 'joining' | 'checking';
  /** 0 to 1 over the whole export. */
  readonly fraction: number;
  readonly secondsLeft: number | null;
};

export type RenderCut = RenderContext & {
  /** Laid out on the canvas shape that is exported; its rate is the encoding's. */
  readonly cut: Cut;
  readonly encoding: Encoding;
  /** Null for a silent file. */
  readonly sound: Preset['sound'];
  /** The most that the cache folder may take, in bytes; what was used longest ago goes first. */
  readonly cacheBytes: number;
  /** A temporary name; the caller gives the file its own. Removed when rendering fails. */
  readonly output: string;
  readonly onProgress: (progress: RenderProgress) => void;
};

/** What was measured on the finished file, and how it came about. */
export type RenderedCut = Measured & {
  /** FFmpeg's name of the encoder that made the picture, or `copy`. */
  readonly encoder: string;
  /** Segments that were rendered, and that were there from before. */
  readonly rendered: number;
  readonly reused: number;
  /** Black and frozen stretches of the picture; null where it was copied and nobody looked. */
  readonly findings: Findings | null;
  /** What `renderMix` measured; null for a silent file. */
  readonly sound: Awaited<ReturnType<typeof renderMix>>['measured'] | null;
};

/** What is left for joining and checking once every frame is there. */
const renderingShare = 0.96;

/**
 * Renders the cut to one MP4 and measures it. Only segments that are not in the cache are rendered, with the sound
 * beside them. Throws `invalid-input` for an empty film, `disk-full` before anything is written, `cancelled`, what
 * `runFfmpeg` throws, and `damaged` naming the scene whose picture cannot be read.
 */
export async function renderCut(order: RenderCut): Promise<Measured> {
  const { cut, output, cacheDir, tools, onProgress } = order;
  const segments = planSegments(cut, order.preset, tools.version);
  const [first] = segments;
  if (!first) throw new AppError({ code: 'invalid-input', message: 'The film has no scenes.', action: 'Add a scene.' });
  await sweepCache(cacheDir);
  const missing = await missingSegments(segments, cacheDir);
  await checkSpace(order, segments, missing);
  try {
    const mix = await renderParts(order, segments, missing);
    onProgress({ phase: 'joining', fraction: renderingShare, secondsLeft: null });
    await joinFilm(segments, mix, output, order);
    onProgress({ phase: 'checking', fraction: (1 + renderingShare) / 2, secondsLeft: null });
    return await checkFilm(tools, output, cut, first.encoding);
  } catch (error) {
    await rm(output, { force: true });
    throw error;
  }
}

async function checkSpace(order: RenderCut, segments: readonly Segment[], missing: readonly Segment[]): Promise<void> {
  const [first] = segments;
  if (!first) return;
  const toRender = countFrames(missing);
  const cache = estimateBytes(toRender, first.encoding) + estimateMixBytes(order.cut.frames, first.encoding);
  await requireSpace(order.cacheDir, cache, 'Rendering');
  // Joining writes the file once more while it moves the index to the front.
  await requireSpace(dirname(order.output), estimateBytes(order.cut.frames, first.encoding), 'The finished film');
}

/** Picture and sound at the same time; when one fails, the other is stopped. Returns the path of the mix. */
async function renderParts(
  order: RenderCut,
  segments: readonly Segment[],
  missing: readonly Segment[],
): Promise<string> {
  const total = countFrames([...new Map(segments.map((segment) => [segment.hash, segment])).values()]);
  const meter = progressMeter(total, total - countFrames(missing), () => performance.now());
  const report = (frames: number): void => {
    meter.add(frames);
    const { fraction, secondsLeft } = meter;
    order.onProgress({ phase: 'rendering', fraction: fraction * renderingShare, secondsLeft });
  };
  const stop = new AbortController();
  const context = { ...order, signal: AbortSignal.any([order.signal, stop.signal]) };
  report(0);
  const parts = [renderMix(planMix(order.cut), context), renderSegments(missing, context, report)] as const;
  try {
    const [mix] = await Promise.all(parts);
    return mix;
  } catch (error) {
    stop.abort();
    await Promise.allSettled(parts);
    throw error;
  }
}

const countFrames = (segments: readonly Segment[]): number =>
  segments.reduce((sum, segment) => sum + segment.frames, 0);
