import { join } from 'node:path';
import PQueue from 'p-queue';
import { cachedFile, isCached } from '../assembly/segments/cache-file.ts';
import { sweepCache } from '../assembly/segments/cache-room.ts';
import type { Errands } from '../errands.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { FilmSession } from '../films/film-session.ts';
import { makePreview, previewExtension } from './make-preview.ts';
import { isTile, makeTile } from './make-tile.ts';

export type Previews = {
  /**
   * Path of a copy of a take that Chromium shows, made the first time it is asked for. Throws `not-found`, `damaged`,
   * and what `runFfmpeg` throws.
   */
  file(session: FilmSession, takeId: string): Promise<string>;
  /** The same for a small copy of a clip, or the clip itself where it is small; stills and sound as `file` gives them. */
  tile(session: FilmSession, takeId: string): Promise<string>;
};

/** Somebody looks at one preview, but at many tiles: these come after it. */
const beforeAll = Number.MAX_SAFE_INTEGER;

type Copy = {
  readonly dir: string;
  readonly name: string;
  readonly make: (output: string, signal: AbortSignal) => Promise<void>;
};

/** Copies of takes that Chromium cannot decode (HEVC plays without a picture and without an error), or only slowly. */
export function createPreviews(options: {
  readonly tools: () => Promise<FfmpegTools>;
  readonly fontsDir: string;
  /** Stops what nobody waits for any more. */
  readonly errands: Errands;
}): Previews {
  // Beside everything else that the machine does: a preview that comes a moment later is no harm.
  const queue = new PQueue({ concurrency: 1 });
  // Takes that are shown as they are must not wait for those of which a copy is made.
  const looks = new PQueue({ concurrency: 2 });
  const underWay = new Map<string, Promise<string>>();
  /** By digest: clips that are tiles themselves. A player asks for every part of one. */
  const small = new Set<string>();
  /** Tiles asked for: the latest is made first, since who scrolls on looks at that. */
  let asked = 0;
  const { errands } = options;

  const caches = new WeakMap<FilmSession, Promise<string>>();
  /** What killed studios left half-made goes before the first copy is made. */
  function cacheOf(session: FilmSession): Promise<string> {
    const known = caches.get(session);
    if (known) return known;
    const opening = openCache(session).catch((error: unknown) => {
      caches.delete(session);
      throw error;
    });
    caches.set(session, opening);
    return opening;
  }

  async function copy({ dir, name, make }: Copy, priority: number): Promise<string> {
    const work = () => errands.run(undefined, (signal) => cachedFile(dir, name, (output) => make(output, signal)));
    return (await isCached(join(dir, name))) ? work() : queue.add(work, { priority });
  }

  async function preview(session: FilmSession, takeId: string): Promise<string> {
    const source = await session.takes.mediaPath(takeId);
    const { probe, media } = await session.takes.get(takeId);
    const order = { tools: await options.tools(), source, probe, fontsDir: options.fontsDir };
    const name = `${media.sha256}.${previewExtension(probe)}`;
    const make: Copy['make'] = (output, signal) => makePreview({ ...order, output, signal });
    return copy({ dir: await cacheOf(session), name, make }, beforeAll);
  }

  async function tile(session: FilmSession, takeId: string): Promise<string> {
    const source = await session.takes.mediaPath(takeId);
    const { probe, media } = await session.takes.get(takeId);
    if (probe.kind !== 'video') return once('preview', session, takeId, preview);
    if (small.has(media.sha256)) return source;
    const order = { tools: await options.tools(), source, probe };
    const dir = await cacheOf(session);
    const name = `${media.sha256}.tile.mp4`;
    if (!(await isCached(join(dir, name))) && (await looks.add(() => isTile(order)))) {
      small.add(media.sha256);
      return source;
    }
    asked += 1;
    return copy({ dir, name, make: (output, signal) => makeTile({ ...order, output, signal }) }, asked);
  }

  function once(kind: string, session: FilmSession, takeId: string, make: typeof preview): Promise<string> {
    const key = join(kind, session.filmId, takeId);
    const known = underWay.get(key);
    if (known) return known;
    const work = make(session, takeId).finally(() => underWay.delete(key));
    underWay.set(key, work);
    return work;
  }

  return {
    file: (session, takeId) => once('preview', session, takeId, preview),
    tile: (session, takeId) => once('tile', session, takeId, tile),
  };
}

async function openCache(session: FilmSession): Promise<string> {
  const dir = await session.cacheDir('previews');
  await sweepCache(dir);
  return dir;
}
