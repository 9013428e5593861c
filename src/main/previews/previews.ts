import { join } from 'node:path';
import PQueue from 'p-queue';
import { cachedFile } from '../assembly/segments/cache-file.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { FilmSession } from '../films/film-session.ts';
import { makePreview, previewExtension } from './make-preview.ts';

export type Previews = {
  /**
   * Path of a copy of a take that Chromium shows, made the first time it is asked for. Throws `not-found`, `damaged`,
   * and what `runFfmpeg` throws.
   */
  file(session: FilmSession, takeId: string): Promise<string>;
};

/** Copies of takes that Chromium cannot decode (HEVC plays without a picture and without an error), or only slowly. */
export function createPreviews(options: {
  readonly tools: () => Promise<FfmpegTools>;
  readonly fontsDir: string;
}): Previews {
  // Beside everything else that the machine does: a preview that comes a moment later is no harm.
  const queue = new PQueue({ concurrency: 1 });
  const underWay = new Map<string, Promise<string>>();

  async function make(session: FilmSession, takeId: string): Promise<string> {
    const source = await session.takes.mediaPath(takeId);
    const { probe, media } = await session.takes.get(takeId);
    const tools = await options.tools();
    const dir = await session.cacheDir('previews');
    const name = `${media.sha256}.${previewExtension(probe)}`;
    return queue.add(() =>
      cachedFile(dir, name, (output) => makePreview({ tools, source, probe, output, fontsDir: options.fontsDir })),
    );
  }

  return {
    file: (session, takeId) => {
      const key = join(session.filmId, takeId);
      const known = underWay.get(key);
      if (known) return known;
      const work = make(session, takeId).finally(() => underWay.delete(key));
      underWay.set(key, work);
      return work;
    },
  };
}
