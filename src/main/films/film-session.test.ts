import { chmod, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Film, filmVersion } from '../../shared/film.ts';
import { createFilmFolder, type FilmSession, openFilmSession, recoverFilm } from './film-session.ts';
import { serializeFilm } from './migrations.ts';
import { fillDisk, smallDisk, temporaryFolder, withoutRights } from './testing/sabotage.ts';
import { sampleFilm } from './testing/samples.ts';

async function newFolder(film: Film = sampleFilm()): Promise<string> {
  const dir = join(await temporaryFolder(), 'Lighthouse.film');
  await createFilmFolder(dir, film);
  return dir;
}

async function opened(dir: string): Promise<FilmSession> {
  const session = await openFilmSession(dir);
  onTestFinished(() => session.close());
  return session;
}

const filmFile = (dir: string) => join(dir, 'film.json');
const revisionFile = (dir: string, revision: number) =>
  join(dir, 'revisions', `${String(revision).padStart(6, '0')}.json`);

/** Opens, saves `titles` one after the other, and closes. */
async function saveAll(dir: string, ...titles: string[]): Promise<void> {
  const session = await openFilmSession(dir);
  for (const title of titles) {
    const { film, revision } = session.current();
    await session.save({ ...film, title }, revision);
  }
  await session.close();
}

describe('createFilmFolder', () => {
  it('makes a film that opens as revision 1, also in an empty folder', async () => {
    const film = sampleFilm();
    const session = await opened(await newFolder(film));
    expect(session.current()).toEqual({ film, revision: 1 });
    expect(session.notices).toEqual([]);
    await createFilmFolder(await temporaryFolder(), film);
  });

  it('refuses a folder that holds something', async () => {
    const dir = await newFolder();
    await expect(createFilmFolder(dir, sampleFilm())).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(createFilmFolder(filmFile(dir), sampleFilm())).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('leaves nothing behind on a full disk', async (context) => {
    const disk = await smallDisk(64);
    if (!disk) return context.skip();
    await fillDisk(disk);
    const failed = createFilmFolder(join(disk, 'A.film'), sampleFilm());
    await expect(failed).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(disk)).toEqual(['filler']);
  });
});

describe('saving', () => {
  it('counts up and is there after reopening', async () => {
    const dir = await newFolder();
    await saveAll(dir, 'Second', 'Third');
    const session = await opened(dir);
    expect(session.current()).toMatchObject({ revision: 3, film: { title: 'Third' } });
    expect((await session.revisions()).map(({ revision }) => revision)).toEqual([3, 2, 1]);
    expect((await session.revisions())[0]).toMatchObject({ scenes: 2, savedAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(await session.revision(2)).toMatchObject({ title: 'Second' });
    await expect(session.revision(9)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses a change that started from an older revision', async () => {
    const session = await opened(await newFolder());
    const { film } = session.current();
    const saves = ['mine', 'theirs'].map((title) => session.save({ ...film, title }, 1));
    expect((await Promise.allSettled(saves)).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(session.save(film, 1)).rejects.toMatchObject({
      code: 'conflict',
      details: { revision: 2, baseRevision: 1 },
    });
    expect(session.current().film.title).toBe('mine');
  });

  it('takes the same save a second time for the first, whose answer was lost', async () => {
    const session = await opened(await newFolder());
    const mine = { ...session.current().film, title: 'mine' };
    expect(await session.save(mine, 1)).toEqual({ revision: 2 });
    expect(await session.save(mine, 1)).toEqual({ revision: 2 });
    await session.save({ ...mine, title: 'theirs' }, 2);
    await expect(session.save(mine, 1)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leaves nothing behind when film.json cannot be replaced, however often that is tried', async () => {
    const dir = await newFolder();
    const session = await opened(dir);
    await rm(filmFile(dir));
    await mkdir(join(filmFile(dir), 'in the way'), { recursive: true });
    for (let attempt = 0; attempt < 3; attempt += 1)
      await expect(session.save({ ...session.current().film, title: 'New' }, 1)).rejects.toThrow();
    expect(await readdir(join(dir, 'revisions'))).toEqual(['000001.json']);
  });

  it('refuses another film, and anything once it is closed', async () => {
    const dir = await newFolder();
    const session = await opened(dir);
    await expect(session.save(sampleFilm(), 1)).rejects.toMatchObject({ code: 'invalid-input' });
    await session.close();
    await expect(session.save(session.current().film, 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect((await openFilmSession(dir)).close()).resolves.toBeUndefined();
  });

  it('finishes what was under way before it closes', async () => {
    const dir = await newFolder();
    const session = await openFilmSession(dir);
    const save = session.save({ ...session.current().film, title: 'last words' }, 1);
    await session.close();
    await save;
    expect((await opened(dir)).current().film.title).toBe('last words');
  });

  it('keeps the newest fifty revisions', async () => {
    const dir = await newFolder();
    await saveAll(dir, ...Array.from({ length: 53 }, (_, index) => `Save ${index}`));
    const names = (await readdir(join(dir, 'revisions'))).sort();
    expect(names).toHaveLength(50);
    expect([names[0], names.at(-1)]).toEqual(['000005.json', '000054.json']);
  });

  it('changes nothing on a full disk, and goes on when there is space again', async (context) => {
    const disk = await smallDisk(256);
    if (!disk) return context.skip();
    const dir = join(disk, 'A.film');
    await createFilmFolder(dir, sampleFilm());
    const session = await opened(dir);
    const before = await readFile(filmFile(dir), 'utf8');
    const filler = await fillDisk(disk);
    const next = { ...session.current().film, title: 'Next' };
    await expect(session.save(next, 1)).rejects.toMatchObject({
      code: 'disk-full',
      action: expect.stringContaining('Free'),
    });
    expect(await readFile(filmFile(dir), 'utf8')).toBe(before);
    expect(await readdir(join(dir, 'revisions'))).toEqual(['000001.json']);
    expect(session.current().revision).toBe(1);
    await rm(filler);
    expect(await session.save(next, 1)).toEqual({ revision: 2 });
    await session.close();
  });

  it('says so when the folder cannot be written to any more', async () => {
    const dir = await newFolder();
    const session = await opened(dir);
    await withoutRights(join(dir, 'revisions'), async () => {
      await expect(session.save(session.current().film, 1)).rejects.toMatchObject({ code: 'not-writable' });
    });
    expect(await session.save(session.current().film, 1)).toEqual({ revision: 2 });
  });

  it('takes the revision back when film.json cannot be written', async () => {
    const dir = await newFolder();
    const session = await opened(dir);
    await chmod(join(dir, 'revisions'), 0o777);
    await withoutRights(dir, async () => {
      await expect(session.save(session.current().film, 1)).rejects.toMatchObject({ code: 'not-writable' });
    });
    expect(await readdir(join(dir, 'revisions'))).toEqual(['000001.json']);
  });

  it('refuses to write over a film that another studio has taken', async () => {
    const dir = await newFolder();
    const session = await opened(dir);
    const theirs = { pid: 9, host: 'studio-b', space: 'host:studio-b', start: null, since: '2026-11-20T08:00:00.000Z' };
    await writeFile(join(dir, 'film.lock'), JSON.stringify({ ...theirs, token: crypto.randomUUID() }));
    await expect(session.save(session.current().film, 1)).rejects.toMatchObject({ code: 'locked' });
    expect(await readdir(join(dir, 'revisions'))).toEqual(['000001.json']);
  });
});

describe('opening', () => {
  it('takes an edit by hand as a new revision and keeps the old one', async () => {
    const dir = await newFolder();
    await saveAll(dir, 'Second');
    const edited = JSON.parse(await readFile(filmFile(dir), 'utf8'));
    await writeFile(filmFile(dir), `\uFEFF${JSON.stringify({ ...edited, title: 'By hand' })}`);
    const session = await opened(dir);
    expect(session.current()).toMatchObject({ revision: 3, film: { title: 'By hand' } });
    expect(session.notices).toEqual([expect.stringContaining('revision 3')]);
    expect(await session.revision(2)).toMatchObject({ title: 'Second' });
  });

  it('takes a film that is only formatted in another way as it is', async () => {
    const dir = await newFolder();
    await writeFile(filmFile(dir), JSON.stringify(JSON.parse(await readFile(filmFile(dir), 'utf8'))));
    expect((await opened(dir)).current().revision).toBe(1);
  });

  it('brings a film of an older version up to date without a word, and keeps it so when it is saved', async () => {
    const dir = await newFolder();
    const old = await readFile(join(import.meta.dirname, 'testing/film-v1.json'), 'utf8');
    for (const file of [filmFile(dir), revisionFile(dir, 1)]) await writeFile(file, old);
    const session = await opened(dir);
    const { film, revision } = session.current();
    expect({ revision, version: film.version, notices: session.notices }).toEqual({
      revision: 1,
      version: filmVersion,
      notices: [],
    });
    await session.save({ ...film, budgetUsd: 5 }, 1);
    expect(JSON.parse(await readFile(filmFile(dir), 'utf8'))).toMatchObject({
      version: filmVersion,
      title: 'Lighthouse',
      budgetUsd: 5,
    });
  });

  it('never counts back, whatever became of the revisions', async () => {
    const dir = await newFolder();
    await saveAll(dir, 'Second', 'Third');
    await truncate(revisionFile(dir, 3), 10);
    const session = await opened(dir);
    expect(session.current()).toMatchObject({ revision: 4, film: { title: 'Third' } });
  });

  it('numbers a save that was killed between its two renames', async () => {
    const dir = await newFolder();
    await saveAll(dir, 'Second');
    await rm(revisionFile(dir, 2));
    expect((await opened(dir)).current()).toMatchObject({ revision: 2, film: { title: 'Second' } });
  });

  it('sweeps half-written files', async () => {
    const dir = await newFolder();
    const left = ['.circle-take-1.tmp', 'revisions/.circle-take-2.tmp', '.staging/s-1/part', 'takes/.tmp-1/media.mp4'];
    for (const path of left) {
      await mkdir(join(dir, path, '..'), { recursive: true });
      await writeFile(join(dir, path), 'half');
    }
    await opened(dir);
    expect((await readdir(dir, { recursive: true })).sort()).toEqual(
      ['.staging', 'Open.circletake', 'film.json', 'film.lock', 'revisions', 'revisions/000001.json', 'takes'].sort(),
    );
  });

  it('refuses what is no film with the next step, and puts nothing there', async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, 'notes.txt'), 'x');
    const noFilm = { code: 'invalid-input', action: expect.stringContaining('.film') };
    await expect(openFilmSession(dir)).rejects.toMatchObject(noFilm);
    await expect(openFilmSession(join(dir, 'notes.txt'))).rejects.toMatchObject(noFilm);
    await expect(openFilmSession(join(dir, 'gone'))).rejects.toMatchObject({ code: 'not-found' });
    expect(await readdir(dir)).toEqual(['notes.txt']);
  });

  it('refuses a film that is open already', async () => {
    const dir = await newFolder();
    await opened(dir);
    await expect(openFilmSession(dir)).rejects.toMatchObject({ code: 'locked' });
  });

  it('reads no more than 20 MB and follows no links', async () => {
    const dir = await newFolder();
    await truncate(filmFile(dir), 20 * 1024 * 1024 + 1);
    await expect(openFilmSession(dir)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('larger'),
    });
    await rm(filmFile(dir));
    await symlink('/etc/hostname', filmFile(dir));
    await expect(openFilmSession(dir)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('link'),
    });
  });

  it.each(['revisions', 'takes', '.staging'])('does not follow a link in place of %s out of the film', async (name) => {
    const [dir, outside] = [await newFolder(), await temporaryFolder()];
    await writeFile(join(outside, '.circle-take-x.tmp'), 'not ours');
    await rm(join(dir, name), { recursive: true, force: true });
    await symlink(outside, join(dir, name));
    await expect(openFilmSession(dir)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining(name),
    });
    expect(await readdir(outside)).toEqual(['.circle-take-x.tmp']);
  });

  it('gives folders for rebuildable files, and only inside the film', async () => {
    const dir = await newFolder();
    const session = await opened(dir);
    expect(await session.cacheDir('segments')).toBe(join(dir, 'cache', 'segments'));
    await expect(session.cacheDir('../x')).rejects.toThrow();
  });
});

describe('a damaged film.json', () => {
  it('is reported with the last good revision, and the film is left unlocked', async () => {
    const dir = await newFolder();
    await saveAll(dir, 'Second');
    await truncate(filmFile(dir), 100);
    await expect(openFilmSession(dir)).rejects.toMatchObject({
      code: 'damaged',
      action: expect.stringContaining('revision 2'),
      details: { dir, lastGood: { revision: 2, savedAt: expect.any(String), scenes: 2 } },
    });
    expect(await readdir(dir)).not.toContain('film.lock');
  });

  it('is put right by recoverFilm, and kept', async () => {
    const dir = await newFolder();
    await saveAll(dir, 'Second', 'Third');
    await writeFile(filmFile(dir), 'garbage');
    await truncate(revisionFile(dir, 3), 5);
    expect(await recoverFilm(dir)).toEqual({ revision: 4 });
    expect((await opened(dir)).current()).toMatchObject({ revision: 4, film: { title: 'Second' } });
    const kept = (await readdir(dir)).filter((name) => name.startsWith('film.damaged-'));
    expect(kept).toHaveLength(1);
    expect(await readFile(join(dir, kept[0] ?? ''), 'utf8')).toBe('garbage');
  });

  it('may be gone altogether', async () => {
    const dir = await newFolder();
    await rm(filmFile(dir));
    await expect(openFilmSession(dir)).rejects.toMatchObject({
      code: 'damaged',
      details: { lastGood: { revision: 1 } },
    });
    expect(await recoverFilm(dir)).toEqual({ revision: 1 });
    await opened(dir);
  });

  it('stays as it is when there is no good revision, and that is said', async () => {
    const dir = await newFolder();
    await writeFile(filmFile(dir), 'garbage');
    await rm(revisionFile(dir, 1));
    const nothing = { code: 'damaged', action: expect.stringContaining('backup'), details: { lastGood: null } };
    await expect(openFilmSession(dir)).rejects.toMatchObject(nothing);
    await expect(recoverFilm(dir)).rejects.toMatchObject(nothing);
    expect(await readFile(filmFile(dir), 'utf8')).toBe('garbage');
  });

  it('is not what a newer film is: that one is left alone', async () => {
    const dir = await newFolder();
    const newer = serializeFilm(sampleFilm()).replace(`"version": ${filmVersion}`, `"version": ${filmVersion + 1}`);
    await writeFile(filmFile(dir), newer);
    await expect(recoverFilm(dir)).rejects.toMatchObject({ code: 'unsupported' });
    expect(await readFile(filmFile(dir), 'utf8')).toBe(newer);
  });

  it('is left alone by recoverFilm when there is nothing to recover', async () => {
    const dir = await newFolder();
    await saveAll(dir, 'Second');
    expect(await recoverFilm(dir)).toEqual({ revision: 2 });
    expect((await readdir(dir)).sort()).toEqual(['.staging', 'Open.circletake', 'film.json', 'revisions', 'takes']);
  });

  it('does not lose anything when the disk is full during recovery', async (context) => {
    const disk = await smallDisk(256);
    if (!disk) return context.skip();
    const dir = join(disk, 'A.film');
    await createFilmFolder(dir, sampleFilm());
    await writeFile(filmFile(dir), 'garbage');
    const filler = await fillDisk(disk);
    await expect(recoverFilm(dir)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readFile(filmFile(dir), 'utf8')).toBe('garbage');
    await rm(filler);
    expect(await recoverFilm(dir)).toEqual({ revision: 1 });
  });
});
