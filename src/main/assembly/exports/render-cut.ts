import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Cut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Preset } from '../../../shared/export.ts';
import { lookFile } from '../picture/look-file.ts';
import type { RenderContext } from '../render-context.ts';
import { makeRoom, stemOf, withWorkFolder } from '../segments/cache-room.ts';
import { checkFilm, type Measured } from '../segments/check-film.ts';
import { planCopy } from '../segments/copy-film.ts';
import type { Encoding } from '../segments/encoding.ts';
import { factsName, openFacts } from '../segments/facts-store.ts';
import { type Findings, sumFindings } from '../segments/findings.ts';
import { joinFilm, readSound } from '../segments/join-film.ts';
import { type PictureContext, renderPicture, roomForHandles } from '../segments/render-picture.ts';
import { findSegments } from '../segments/segment-cache.ts';
import { countFrames, eachOnce, planSegments, type Segment } from '../segments/segments.ts';
import { type PictureRun, writeFilm } from '../segments/write-film.ts';
import { type MixPlan, planMix } from '../sound/mix.ts';
import { isMixCached, type RenderedMix, renderMix } from '../sound/render-mix.ts';
import { estimateBytes, mixBytes, requireRoom, soundBytes } from './disk-space.ts';
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
  /** What was measured on the mix; null for a silent file. */
  readonly sound: RenderedMix['measured'] | null;
};

/** What is left for joining and checking once every frame is there. */
const renderingShare = 0.96;

/**
 * Renders the cut to one file and measures it. Only segments that are not in the cache are rendered, with the sound
 * beside them. An abort keeps every whole segment, so that pausing is to abort and to call again. Throws `invalid-input`
 * for an empty film, `disk-full` before anything is written, `conflict` while another export works in the cache,
 * `cancelled`, what `runFfmpeg` throws, and `damaged` naming the scene whose picture cannot be read.
 */
export async function renderCut(order: RenderCut): Promise<RenderedCut> {
  if (order.cut.frames === 0)
    throw new AppError({ code: 'invalid-input', message: 'The film has no scenes.', action: 'Add a scene.' });
  return withWorkFolder(order.cacheDir, async (workDir) => {
    try {
      return await renderIn(workDir, order);
    } catch (error) {
      await rm(order.output, { force: true });
      throw error;
    }
  });
}

async function renderIn(workDir: string, order: RenderCut): Promise<RenderedCut> {
  // Sound of other kinds does not go into an MP4 by itself.
  const fits = order.sound === null || order.sound.codec === 'aac';
  const copied = fits ? await planCopy(order.cut, order.encoding, order) : null;
  return copied ? copyPictures(copied, order) : renderPictures(workDir, order);
}

/** The takes' own pictures under the film's sound: nothing is lost, and it takes as long as copying the file. */
async function copyPictures(pictures: readonly PictureRun[], order: RenderCut): Promise<RenderedCut> {
  const { cut, encoding, output, signal, onProgress } = order;
  const plan = order.sound && planMix(cut, order.sound);
  await requireRoom([
    { dir: order.cacheDir, bytes: await missingMixBytes(plan, order), what: 'Mixing' },
    { dir: dirname(output), bytes: bytesOf(pictures) + (plan ? soundBytes(plan) : 0), what: 'The finished film' },
  ]);
  const mix = plan && (await renderMix(plan, order));
  onProgress({ phase: 'joining', fraction: renderingShare, secondsLeft: null });
  await writeFilm({ output, pictures, sound: mix && (await readSound(mix)), rate: encoding.fps, signal });
  onProgress({ phase: 'checking', fraction: (1 + renderingShare) / 2, secondsLeft: null });
  const measured = await checkFilm(output, cut, encoding, mix !== null);
  return { ...measured, encoder: 'copy', rendered: 0, reused: 0, findings: null, sound: mix?.measured ?? null };
}

/** What is copied may be far larger than what would be rendered. */
const bytesOf = (pictures: readonly PictureRun[]): number =>
  pictures.reduce(
    (sum, { track, frames }) => sum + track.sizes.slice(0, frames).reduce((one, size) => one + size, 0),
    0,
  );

async function renderPictures(workDir: string, order: RenderCut): Promise<RenderedCut> {
  const { cut, encoding, cacheDir, output, onProgress } = order;
  const look = await lookFile(cut.grade, { ...order, looksDir: join(order.resourcesDir, 'looks') });
  const lookName = look && basename(look.cube);
  const segments = planSegments(cut, encoding, { ffmpeg: order.tools.version, look: lookName });
  const distinct = eachOnce(segments);
  const known = await findSegments(distinct, cacheDir);
  const missing = distinct.filter(({ hash }) => !known.has(hash));
  const plan = order.sound && planMix(cut, order.sound);
  await checkSpace(order, missing, plan);
  const { mix, seen } = await renderParts({ ...order, workDir, look }, distinct, missing, plan);
  const keep = [...distinct.map(({ hash }) => hash), ...(mix ? [basename(mix.file)] : []), lookName ?? '', factsName];
  await makeRoom(cacheDir, order.cacheBytes, new Set(keep.map(stemOf)));
  onProgress({ phase: 'joining', fraction: renderingShare, secondsLeft: null });
  await joinFilm(segments, mix, output, order);
  onProgress({ phase: 'checking', fraction: (1 + renderingShare) / 2, secondsLeft: null });
  return {
    ...(await checkFilm(output, cut, encoding, mix !== null)),
    encoder: encoding.encoder,
    rendered: missing.length,
    reused: known.size,
    findings: sumFindings(segments, new Map([...known, ...seen])),
    sound: mix?.measured ?? null,
  };
}

async function checkSpace(order: RenderCut, missing: readonly Segment[], plan: MixPlan | null): Promise<void> {
  const { cut, encoding, cacheDir, output } = order;
  const pictures = estimateBytes(countFrames(missing), encoding) + roomForHandles(missing);
  await requireRoom([
    { dir: cacheDir, bytes: pictures + (await missingMixBytes(plan, order)), what: 'Rendering' },
    { dir: dirname(output), bytes: estimateBytes(cut.frames, encoding), what: 'The finished film' },
  ]);
}

/** Bytes that it takes to make the mix; none where it is there from before. */
const missingMixBytes = async (plan: MixPlan | null, order: RenderCut): Promise<number> =>
  !plan || (await isMixCached(plan, order)) ? 0 : mixBytes(plan);

type Parts = { readonly mix: RenderedMix | null; readonly seen: ReadonlyMap<string, Findings> };

/** Picture and sound at the same time; when one fails, the other is stopped. */
async function renderParts(
  order: RenderCut & Pick<PictureContext, 'workDir' | 'look'>,
  all: readonly Segment[],
  missing: readonly Segment[],
  plan: MixPlan | null,
): Promise<Parts> {
  const total = countFrames(all);
  const meter = progressMeter(total, total - countFrames(missing), () => performance.now());
  const report = (frames: number): void => {
    meter.add(frames);
    const { fraction, secondsLeft } = meter;
    order.onProgress({ phase: 'rendering', fraction: fraction * renderingShare, secondsLeft });
  };
  const stop = new AbortController();
  const context = { ...order, signal: AbortSignal.any([order.signal, stop.signal]) };
  report(0);
  const parts = [plan && renderMix(plan, context), renderMissing(missing, context, report)] as const;
  try {
    const [mix, seen] = await Promise.all(parts);
    return { mix, seen };
  } catch (error) {
    stop.abort();
    await Promise.allSettled(parts);
    throw error;
  }
}

async function renderMissing(
  missing: readonly Segment[],
  context: Omit<PictureContext, 'facts'>,
  onFrames: (frames: number) => void,
): Promise<ReadonlyMap<string, Findings>> {
  const facts = await openFacts(context);
  try {
    return await renderPicture(missing, { ...context, facts }, onFrames);
  } finally {
    await facts.save();
  }
}
