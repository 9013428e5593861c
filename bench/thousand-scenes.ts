import { join } from 'node:path';
import { createFilmFolder } from '../src/main/films/film-session.ts';
import { canvases, newFilm, newScene } from '../src/shared/film.ts';

/** Makes two-second clips of a text, and asks the vendor nothing beforehand. */
export const benchGenerator = 'seedance-1-lite';

/** Writes a film of `scenes` two-second scenes with a prompt each into `dir`; returns its folder. */
export async function makeLongFilm(dir: string, scenes: number): Promise<string> {
  const film = newFilm({
    title: 'A thousand scenes',
    canvas: { ...canvases['16:9'], width: 320, height: 180 },
    scenes: Array.from({ length: scenes }, (_, index) =>
      newScene({ title: `Scene ${index + 1}`, prompt: `A harbour at dawn, boat ${index + 1}`, seconds: 2 }),
    ),
  });
  const folder = join(dir, 'A thousand scenes.film');
  await createFilmFolder(folder, { ...film, picture: { ...film.picture, generator: benchGenerator } });
  return folder;
}
