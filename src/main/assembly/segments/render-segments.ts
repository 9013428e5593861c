import { rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { AppError } from '../../../shared/errors.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { captionScript, slateScript } from '../captions/ass.ts';
import { readSourceFacts, type SourceFacts } from '../picture/source-facts.ts';
import type { RenderContext } from '../render-context.ts';
import { cachedFile, isCached } from './cache-file.ts';
import { type SegmentFiles, type SegmentInput, segmentArgs } from './segment-args.ts';
import type { Segment, Stretch } from './segments.ts';

export const segmentPath = (cacheDir: string, segment: Segment): string => join(cacheDir, `${segment.hash}.mp4`);

/** Segments that are not in the cache yet; each once, however often the film shows it. */
export async function missingSegments(segments: readonly Segment[], cacheDir: string): Promise<Segment[]> {
  const unique = [...new Map(segments.map((segment) => [segment.hash, segment])).values()];
  const cached = await Promise.all(unique.map((segment) => isCached(segmentPath(cacheDir, segment))));
  return unique.filter((_, index) => !cached[index]);
}

/**
 * Renders segments into the cache, as many at once as there are cores, each on one thread: measured faster than one
 * process with many threads. `onFrames` gets the frames written since its last call. Throws what `runFfmpeg` throws,
 * and `damaged` naming the take when a source has fewer frames than it should.
 */
export async function renderSegments(
  segments: readonly Segment[],
  context: RenderContext,
  onFrames: (frames: number) => void,
): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const facts = factsReader(context);
  const queue = new PQueue({ concurrency: availableParallelism() });
  const tasks = segments.map((segment) =>
    queue.add(() => renderSegment(segment, { ...context, signal }, facts, onFrames)),
  );
  try {
    await Promise.all(tasks);
  } catch (error) {
    // The first failure is the one to tell; the others are only the end that we put to the rest.
    stop.abort();
    queue.clear();
    await queue.onIdle();
    throw error;
  }
}

type FactsReader = (takeId: string) => Promise<SourceFacts>;

/** Reads the facts of each take once. */
function factsReader({ tools, mediaPath }: RenderContext): FactsReader {
  const known = new Map<string, Promise<SourceFacts>>();
  return (takeId) => {
    const facts = known.get(takeId) ?? mediaPath(takeId).then((file) => readSourceFacts(tools, file));
    known.set(takeId, facts);
    return facts;
  };
}

async function renderSegment(
  segment: Segment,
  context: RenderContext,
  facts: FactsReader,
  onFrames: (frames: number) => void,
): Promise<void> {
  if (context.signal.aborted) throw new AppError({ code: 'cancelled' });
  await cachedFile(context.cacheDir, `${segment.hash}.mp4`, async (temporary) => {
    const scripts = [`${temporary}.from.ass`, `${temporary}.into.ass`, `${temporary}.ass`] as const;
    try {
      const files = await prepare(segment, { scripts, output: temporary, fontsDir: context.fontsDir }, facts);
      await encode(segment, files, context, onFrames);
    } catch (error) {
      throw naming(segment, error);
    } finally {
      await Promise.all(scripts.map((script) => rm(script, { force: true })));
    }
  });
}

type Places = {
  readonly scripts: readonly [from: string, into: string, captions: string];
  readonly output: string;
  readonly fontsDir: string;
};

async function prepare(segment: Segment, places: Places, facts: FactsReader): Promise<SegmentFiles> {
  const [fromScript, intoScript, captions] = places.scripts;
  const input = async ({ shown }: Stretch, script: string): Promise<SegmentInput> => {
    if (shown.kind === 'take') return { facts: await facts(shown.takeId) };
    await writeFile(script, slateScript(shown, segment.encoding));
    return { slateScript: script };
  };
  if (segment.captions.length > 0) await writeFile(captions, captionScript(segment.captions, segment.encoding));
  return {
    from: await input(segment.from, fromScript),
    into: segment.into && (await input(segment.into, intoScript)),
    captions: segment.captions.length > 0 ? captions : null,
    fontsDir: places.fontsDir,
    output: places.output,
  };
}

async function encode(
  segment: Segment,
  files: SegmentFiles,
  { tools, signal }: RenderContext,
  onFrames: (frames: number) => void,
): Promise<void> {
  let written = 0;
  const onProgress = ({ frame }: { readonly frame: number }): void => {
    onFrames(frame - written);
    written = frame;
  };
  await runFfmpeg(tools, segmentArgs(segment, files), { signal, onProgress });
  if (written !== segment.frames) {
    const details = { planned: segment.frames, written };
    throw new AppError({ code: 'damaged', message: 'Frames are missing.', details });
  }
}

/** A damaged source is told by its scene, since people do not know the names of files inside a film. */
function naming(segment: Segment, error: unknown): unknown {
  if (!(error instanceof AppError) || (error.code !== 'damaged' && error.code !== 'not-found')) return error;
  const stretches = [segment.from, ...(segment.into ? [segment.into] : [])];
  const named = stretches.find(({ shown }) => shown.kind === 'take' && namesTake(error, shown.takeId));
  const { name, shown } = named ?? segment.from;
  const takeId = shown.kind === 'take' ? shown.takeId : null;
  return new AppError({
    code: error.code,
    message: `The picture of ${name} is damaged or gone: ${error.message}`,
    action: 'Circle another take of that scene, or generate it again.',
    details: { ...error.details, takeId },
    cause: error,
  });
}

const namesTake = (error: AppError, takeId: string): boolean =>
  error.details.takeId === takeId || String(error.details.file ?? '').includes(takeId);
