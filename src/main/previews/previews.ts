import { join } from 'node:path';
import PQueue from 'p-queue';
import { cachedFile, isCached } from '../assembly/segments/cache-file.ts';
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
const priorities = { preview: 1, tile: 0 };

/** Copies of takes that Chromium cannot decode (HEVC plays without a picture and without an error), or only slowly. */
export function createPreviews(options: {
  readonly tools: () => Promise<FfmpegTools>;
  readonly fontsDir: string;
}): Previews {
  // Beside everything else that the machine does: a preview that comes a moment later is no harm.
  const queue = new PQueue({ concurrency: 1 });
  // Takes that are shown as they are must not wait for those of which a copy is made.
  const looks = new PQueue({ concurrency: 2 });
  const underWay = new Map<string, Promise<string>>();

  async function preview(session: FilmSession, takeId: string): Promise<string> {
    const source = await session.takes.mediaPath(takeId);
    const { probe, media } = await session.takes.get(takeId);
    const tools = await options.tools();
    const dir = await session.cacheDir('previews');
    const name = `${media.sha256}.${previewExtension(probe)}`;
    return queue.add(
      () =>
        cachedFile(dir, name, (output) => makePreview({ tools, source, probe, output, fontsDir: options.fontsDir })),
      { priority: priorities.preview },
    );
  }

  async function tile(session: FilmSession, takeId: string): Promise<string> {
    const source = await session.takes.mediaPath(takeId);
    const { probe, media } = await session.takes.get(takeId);
    if (probe.kind !== 'video') return once('preview', session, takeId, preview);
    const tools = await options.tools();
    const dir = await session.cacheDir('previews');
    const name = `${media.sha256}.tile.mp4`;
    const work = () => cachedFile(dir, name, (output) => makeTile({ tools, source, probe, output }));
    if (await isCached(join(dir, name))) return work();
    if (await looks.add(() => isTile({ tools, source, probe }))) return source;
    return queue.add(work, { priority: priorities.tile });
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
