import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';
import { encodingFor } from './encoding-for.ts';
import type { RenderCut } from './render-cut.ts';
import { fontsDir, plainOptions, type TestFilm, tinyPreset } from './test-film.ts';

/** For tests only: the order to render a test film in `dir`, with a cache of its own for each `name`. */
export function testOrder(
  tools: FfmpegTools,
  dir: string,
  film: TestFilm,
  name: string,
  changes: Partial<RenderCut> = {},
): RenderCut {
  const cacheDir = join(dir, `cache of ${name}'s`);
  mkdirSync(cacheDir, { recursive: true });
  return {
    ...{ cut: film.cut, encoding: encodingFor(film.cut, tinyPreset, plainOptions), sound: tinyPreset.sound },
    ...{ mediaPath: film.mediaPath, assetPath: async (file) => join(dir, file), tools, cacheDir, fontsDir },
    resourcesDir: join(fontsDir, '..'),
    cacheBytes: 1e9,
    ...{ output: join(dir, `${name} %03d.part.mp4`), signal: new AbortController().signal, onProgress: () => {} },
    ...changes,
  };
}
