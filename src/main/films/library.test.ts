import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFilmFolder, openFilmSession } from './film-session.ts';
import { discardFilm, duplicateFilm, freeFilmDir, restoreFilm, suggestDestination } from './library.ts';
import { fillDisk, smallDisk, temporaryFolder } from './testing/sabotage.ts';
import { sampleFilm, sampleTake, stageFiles } from './testing/samples.ts';

/** A film with one take, closed. */
async function filmWithTake(library: string, title = 'Lighthouse'): Promise<string> {
  const dir = await freeFilmDir(library, title);
  const film = sampleFilm(title);
  await createFilmFolder(dir, film);
  const session = await openFilmSession(dir);
  await session.takes.add(sampleTake(film.scenes[0]?.id ?? ''), await stageFiles(session.takes));
  await session.cacheDir('segments');
  await session.close();
  return dir;
}

async function contents(dir: string) {
  const session = await openFilmSession(dir);
  const takes = await session.takes.list();
  await session.close();
  return { film: session.current().film, takes: takes.map(({ number, problem }) => ({ number, problem })) };
}

describe('freeFilmDir', () => {
  it('numbers a title that is in use, as a system that ignores case would', async () => {
    const library = await temporaryFolder();
    expect(await freeFilmDir(join(library, 'not yet there'), 'Sea')).toBe(join(library, 'not yet there', 'Sea.film'));
    await mkdir(join(library, 'SEA.film'));
    await mkdir(join(library, 'Sea 2.film'));
    expect(await freeFilmDir(library, 'Sea')).toBe(join(library, 'Sea 3.film'));
  });
});

describe('suggestDestination', () => {
  it('names a free file in the exports folder', async () => {
    const library = await temporaryFolder();
    expect(await suggestDestination(library, 'A/B', 'mp4')).toBe(join(library, 'Exports', 'A B.mp4'));
    await writeFile(join(library, 'Exports', 'A B.mp4'), 'x');
    expect(await suggestDestination(library, 'A/B', 'mp4')).toBe(join(library, 'Exports', 'A B 2.mp4'));
    expect(await suggestDestination(library, 'A/B', 'wav')).toBe(join(library, 'Exports', 'A B.wav'));
  });
});

describe('duplicateFilm', () => {
  it('makes a film of its own with the takes, also of an open film', async () => {
    const library = await temporaryFolder();
    const dir = await filmWithTake(library);
    await symlink('/etc/hostname', join(dir, 'link'));
    const session = await openFilmSession(dir);
    const copy = await duplicateFilm(dir, library);
    expect(basename(copy)).toBe('Lighthouse copy.film');
    expect((await readdir(copy)).sort()).toEqual(['Open.circletake', 'film.json', 'revisions', 'takes']);
    const { film, takes } = await contents(copy);
    expect(film).toEqual({ ...session.current().film, title: 'Lighthouse copy', id: film.id });
    expect(film.id).not.toBe(session.filmId);
    expect(takes).toEqual([{ number: 1, problem: null }]);
    await session.close();
    expect(basename(await duplicateFilm(dir))).toBe('Lighthouse copy 2.film');
  });

  it('leaves nothing behind on a full disk', async (context) => {
    const disk = await smallDisk(128);
    if (!disk) return context.skip();
    await fillDisk(disk);
    const dir = await filmWithTake(await temporaryFolder());
    await expect(duplicateFilm(dir, disk)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(disk)).toEqual(['filler']);
  });
});

describe('discardFilm and restoreFilm', () => {
  it('move the film into the Trash and back, whole', async () => {
    const library = await temporaryFolder();
    const dir = await filmWithTake(library);
    const before = await contents(dir);
    const trashed = await discardFilm(dir, library);
    expect(trashed).toBe(join(library, 'Trash', 'Lighthouse.film'));
    expect(await readdir(library)).toEqual(['Trash']);
    expect(await readdir(trashed)).not.toContain('film.lock');
    await discardFilm(await filmWithTake(library), library);
    expect((await readdir(join(library, 'Trash'))).sort()).toEqual(['Lighthouse 2.film', 'Lighthouse.film']);
    expect(await restoreFilm(trashed, library)).toBe(dir);
    expect(await contents(dir)).toEqual(before);
  });

  it('work for a film that is damaged', async () => {
    const library = await temporaryFolder();
    const dir = await filmWithTake(library);
    await writeFile(join(dir, 'film.json'), 'garbage');
    const trashed = await discardFilm(dir, library);
    expect(await readFile(join(trashed, 'film.json'), 'utf8')).toBe('garbage');
  });

  it('work across disks', async (context) => {
    // /dev/shm is a disk of its own on every Linux.
    const other = await mkdtemp('/dev/shm/circle-take-test-').catch(() => null);
    if (!other) {
      console.warn('SKIPPED: there is no second disk to move a film to.');
      return context.skip();
    }
    onTestFinished(() => rm(other, { recursive: true, force: true }));
    const dir = await filmWithTake(await temporaryFolder());
    const before = await contents(dir);
    const trashed = await discardFilm(dir, other);
    await expect(readdir(dir)).rejects.toThrow();
    expect(await readdir(join(other, 'Trash'))).toEqual(['Lighthouse.film']);
    expect(await readdir(trashed)).not.toContain('film.lock');
    expect(await contents(trashed)).toEqual(before);
  });

  it('leave the film where it is when the other disk is full', async (context) => {
    const disk = await smallDisk(64);
    if (!disk) return context.skip();
    const dir = await filmWithTake(await temporaryFolder());
    await mkdir(join(disk, 'Trash'));
    await fillDisk(disk);
    await expect(discardFilm(dir, disk)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(join(disk, 'Trash'))).toEqual([]);
    expect((await contents(dir)).takes).toHaveLength(1);
  });

  it('refuse an open film', async () => {
    const library = await temporaryFolder();
    const dir = await filmWithTake(library);
    const session = await openFilmSession(dir);
    await expect(discardFilm(dir, library)).rejects.toMatchObject({ code: 'locked' });
    await session.save(session.current().film, 1);
    await session.close();
  });

  it('touch nothing but films, and only those in the Trash come back', async () => {
    const library = await temporaryFolder();
    const dir = await filmWithTake(library);
    const photos = join(library, 'Photos');
    await mkdir(photos);
    await expect(discardFilm(photos, library)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(discardFilm(dir, dir)).rejects.toMatchObject({ code: 'invalid-input' });
    await mkdir(join(library, 'Trash'));
    await expect(restoreFilm(dir, library)).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await readdir(library)).sort()).toEqual(['Lighthouse.film', 'Photos', 'Trash']);
  });
});
