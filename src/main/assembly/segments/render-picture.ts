import { rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { endsEarly } from '../../ffmpeg/failure.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { drawWords } from '../captions/words-filter.ts';
import type { Look } from '../picture/picture-types.ts';
import type { RenderContext } from '../render-context.ts';
import type { Encoding } from './encoding.ts';
import type { FactsStore } from './facts-store.ts';
import { type Findings, readFindings } from './findings.ts';
import { joinArgs, type SegmentFiles, sceneArgs } from './job-args.ts';
import { runJobs } from './run-jobs.ts';
import { type Handle, inOrder, type JoinJob, planJobs, type SceneJob } from './scene-jobs.ts';
import { sceneChain } from './scene-source.ts';
import { keepSegment } from './segment-cache.ts';
import type { Segment, Stretch } from './segments.ts';

export type PictureContext = RenderContext & {
  /** An empty folder for what is unfinished. */
  readonly workDir: string;
  readonly facts: FactsStore;
  readonly look: Look;
};

/**
 * Renders the `missing` segments into the cache, as many FFmpeg processes at once as there are cores, each on one thread:
 * measured faster than one process with many. `onFrames` gets the frames written since its last call. Returns what was
 * seen in them, by hash. Throws what `runFfmpeg` throws, and `damaged` naming the scene whose source has too few frames.
 */
export async function renderPicture(
  missing: readonly Segment[],
  context: PictureContext,
  onFrames: (frames: number) => void,
): Promise<Map<string, Findings>> {
  const stop = new AbortController();
  const work: Work = {
    context: { ...context, signal: AbortSignal.any([context.signal, stop.signal]) },
    findings: new Map(),
    onFrames,
  };
  const [first] = missing;
  if (!first) return work.findings;
  const { scenes, joins } = planJobs(missing);
  const workers = workersFor(first.encoding);
  const runners = { scene: (job: SceneJob) => runScene(job, work), join: (job: JoinJob) => runJoin(job, work) };
  await runJobs({ scenes: inOrder(scenes, workers), joins }, workers, runners, () => stop.abort());
  return work.findings;
}

type Work = {
  readonly context: PictureContext;
  readonly findings: Map<string, Findings>;
  readonly onFrames: (frames: number) => void;
};

/** One process for each core, and no more than half of the memory holds. Measured: 290 MB a process at 1080 lines. */
function workersFor({ width, height }: Encoding): number {
  const bytes = 100e6 + 90 * width * height;
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / 2 / bytes)));
}

/** The most that raw frames take on disk at one time, in bytes: those of the joins that workers are between. */
export function roomForHandles(missing: readonly Segment[]): number {
  const joins = missing.filter(({ join }) => join !== null);
  const [first] = joins;
  if (!first) return 0;
  const frames = Math.max(...joins.map((segment) => segment.frames));
  return 2 * (workersFor(first.encoding) + 1) * frames * frameBytes(first.encoding);
}

async function runScene(job: SceneJob, work: Work): Promise<void> {
  const { context } = work;
  const { body, span } = job;
  const name = body ? body.hash : `${job.segment.hash}.${job.handles[0]?.side}`;
  const workFile = (ending: string): string => join(context.workDir, `${name}.${ending}`);
  try {
    const chain = await sceneChain(job, { ...context, workFile });
    const files = body && (await filesOf(body, context));
    const handles = job.handles.map((handle) => handlePath(handle, context));
    await encode(body, sceneArgs(job, chain, files, handles), work);
    await Promise.all(job.handles.map((handle) => checkHandle(handle, job.segment.encoding, context)));
  } catch (error) {
    throw await naming(span, error, context);
  }
}

async function runJoin({ segment }: JoinJob, work: Work): Promise<void> {
  const path = (side: Handle['side']): string => handlePath({ join: segment.hash, side }, work.context);
  const handles = [path('from'), path('into')] as const;
  await encode(segment, joinArgs(segment, handles, await filesOf(segment, work.context)), work);
  await Promise.all(handles.map((file) => rm(file)));
}

const handlePath = ({ join: hash, side }: Pick<Handle, 'join' | 'side'>, { workDir }: PictureContext): string =>
  join(workDir, `${hash}.${side}.yuv`);

const outputPath = ({ hash }: Segment, { workDir }: PictureContext): string => join(workDir, hash);

async function filesOf(segment: Segment, context: PictureContext): Promise<SegmentFiles> {
  const { captions, titles, encoding } = segment;
  const output = outputPath(segment, context);
  if (captions.length + titles.length === 0) return { output, words: null };
  const { fontsDir } = context;
  const path = `${output}.ass`;
  const { script, filters } = drawWords(segment, encoding, encoding.captionStyle, { script: path, fontsDir });
  await writeFile(path, script);
  return { output, words: filters };
}

/** Runs FFmpeg; the segment that it makes, if any, goes into the cache when it has all of its frames. */
async function encode(
  segment: Segment | null,
  args: readonly string[],
  { context, findings, onFrames }: Work,
): Promise<void> {
  const { tools, signal } = context;
  let written = 0;
  const onProgress = ({ frame }: { readonly frame: number }): void => {
    onFrames(frame - written);
    written = frame;
  };
  const { log } = await runFfmpeg(tools, args, { signal, ...(segment && { onProgress }) });
  // FFmpeg holds the last frame that it found, and calls it a success.
  if (endsEarly(log)) throw new AppError({ code: 'damaged', message: 'It ends too early.' });
  if (!segment) return;
  if (written !== segment.frames) throw framesMissing(segment.frames, written);
  const found = readFindings(log, segment);
  findings.set(segment.hash, found);
  await keepSegment(segment, outputPath(segment, context), found, context.cacheDir);
}

/** Bytes of a pixel, in all planes together. */
const pixelBytes: Record<Encoding['pixelFormat'], number> = { yuv420p: 1.5, yuv420p10le: 3, yuv422p10le: 4 };

const frameBytes = ({ width, height, pixelFormat }: Encoding): number => width * height * pixelBytes[pixelFormat];

async function checkHandle(handle: Handle, encoding: Encoding, context: PictureContext): Promise<void> {
  const { size } = await stat(handlePath(handle, context));
  const [planned, written] = [handle.to - handle.from, size / frameBytes(encoding)];
  if (written !== planned) throw framesMissing(planned, written);
}

const framesMissing = (planned: number, written: number): AppError =>
  new AppError({ code: 'damaged', message: 'Frames are missing.', details: { planned, written } });

/** Not the source's fault, whichever scene it happens in. */
const ofMachine: readonly ErrorCode[] = ['cancelled', 'disk-full', 'not-writable', 'missing-tool'];

/** A source that cannot be used is told by its scene, since people do not know the names of files inside a film. */
async function naming({ name, shown }: Stretch, error: unknown, { mediaPath }: PictureContext): Promise<unknown> {
  if (!(error instanceof AppError) || ofMachine.includes(error.code) || shown.kind !== 'take') return error;
  const file = await mediaPath(shown.takeId).then(basename, () => '');
  const why = error.message.includes(file) ? error.message : `${file}: ${error.message}`;
  return new AppError({
    code: error.code,
    message: `The picture of ${name} cannot be used: ${why}`,
    // What FFmpeg fails at without a reason may be anybody's fault.
    action: error.code === 'internal' ? error.action : 'Circle another take of that scene, or generate it again.',
    details: { ...error.details, takeId: shown.takeId },
    cause: error,
  });
}
