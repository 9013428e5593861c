import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenFilm } from '../../shared/contract.ts';
import { createFilmFolder } from '../films/film-session.ts';
import { freeFilmDir } from '../films/library.ts';
import { parseScript } from '../writing/parse-script.ts';
import { openFilm } from './open-film.ts';
import type { Parts } from './parts.ts';

/**
 * The sample film: made in the library on the first call, with all its takes begun, since its generators are free and
 * work on this machine; opened as the user left it ever after.
 */
export async function openSample(parts: Parts): Promise<OpenFilm> {
  const text = await readFile(join(parts.options.resourcesDir, 'sample', 'lighthouse.md'), 'utf8');
  const { film } = parseScript({ name: 'lighthouse.md', text });
  const known = parts.recent.list().find((entry) => entry.exists && entry.title === film.title);
  if (known) return openFilm(parts, known.dir);
  const dir = await freeFilmDir(parts.settings.get().libraryDir, film.title);
  await createFilmFolder(dir, film);
  const opened = await openFilm(parts, dir);
  await generateAll(parts, opened);
  return opened;
}

async function generateAll(parts: Parts, { filmId, film }: OpenFilm): Promise<void> {
  const wishes = film.scenes.flatMap(({ id, narration }) => [
    ...(narration ? [{ sceneId: id, role: 'voice' as const }] : []),
    { sceneId: id, role: 'picture' as const },
  ]);
  await parts.generation.generate(filmId, wishes);
}
