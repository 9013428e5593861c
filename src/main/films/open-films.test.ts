import { cp, readdir, rm, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFilmFolder, openFilmSession } from './film-session.ts';
import { createOpenFilms, type OpenFilms } from './open-films.ts';
import { temporaryFolder } from './testing/sabotage.ts';
import { sampleFilm } from './testing/samples.ts';

async function studio(): Promise<{ films: OpenFilms; dir: string; library: string }> {
  const library = await temporaryFolder();
  const films = createOpenFilms();
  onTestFinished(() => films.closeAll());
  const dir = join(library, 'A.film');
  await createFilmFolder(dir, sampleFilm());
  return { films, dir, library };
}

describe('createOpenFilms', () => {
  it('gives one session for one folder, by whatever path and however many ask at once', async () => {
    const { films, dir, library } = await studio();
    const link = join(library, 'link');
    await symlink(dir, link);
    const paths = [dir, link, `${dir}/`, relative(process.cwd(), dir), join(dir, '..', 'A.film')];
    const sessions = await Promise.all(paths.map((path, index) => films.open(path, `holder ${index}`)));
    expect(new Set(sessions).size).toBe(1);
    expect(films.all()).toHaveLength(1);
    expect(films.get(sessions[0]?.filmId ?? '')).toBe(sessions[0]);
  });

  it('closes a film when its last holder lets go', async () => {
    const { films, dir } = await studio();
    const { filmId } = await films.open(dir, 'window');
    await films.open(dir, 'jobs');
    await films.open(dir, 'jobs');
    await films.release(filmId, 'window');
    await films.release(filmId, 'window');
    await films.release(filmId, 'nobody');
    expect(films.find(filmId)).not.toBeNull();
    await expect(openFilmSession(dir)).rejects.toMatchObject({ code: 'locked' });
    await films.release(filmId, 'jobs');
    expect(films.find(filmId)).toBeNull();
    expect(() => films.get(filmId)).toThrow(expect.objectContaining({ code: 'not-found' }));
    await films.release(filmId, 'jobs');
    await films.open(dir, 'window');
  });

  it('makes a film of its own out of a copied folder while the original is open', async () => {
    const { films, dir, library } = await studio();
    const copy = join(library, 'Copy.film');
    await cp(dir, copy, { recursive: true });
    const original = await films.open(dir, 'window');
    const copied = await films.open(copy, 'window');
    expect(copied.filmId).not.toBe(original.filmId);
    expect(copied.current()).toMatchObject({ revision: 2, film: { id: copied.filmId } });
    expect(copied.notices).toEqual([expect.stringContaining('copy')]);
    expect(await copied.revision(1)).toMatchObject({ id: copied.filmId });
    await films.release(copied.filmId, 'window');
    expect((await films.open(copy, 'window')).filmId).toBe(copied.filmId);
    expect(original.current().revision).toBe(1);
  });

  it('keeps going after a film that does not open', async () => {
    const { films, dir, library } = await studio();
    await expect(films.open(library, 'window')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(films.open(join(library, 'gone'), 'window')).rejects.toMatchObject({ code: 'not-found' });
    await films.open(dir, 'window');
  });

  it('closes everything, also when a folder went away', async () => {
    const { films, dir, library } = await studio();
    const other = join(library, 'B.film');
    await createFilmFolder(other, sampleFilm());
    await films.open(dir, 'window');
    await films.open(other, 'jobs');
    await rm(dir, { recursive: true });
    await films.closeAll();
    expect(films.all()).toEqual([]);
    expect(await readdir(other)).not.toContain('film.lock');
  });
});
