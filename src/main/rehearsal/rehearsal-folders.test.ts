import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newFilm } from '../../shared/film.ts';
import { createFilmFolder, openFilmSession } from '../films/film-session.ts';
import { ownIdentity } from '../processes/process-identity.ts';
import { openWorkFolder, placeAnimatic, sweepWorkFolders } from './rehearsal-folders.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'circle-take-rehearsals-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const longAgo = new Date('2026-01-01');

async function left(name: string, owner: string | null): Promise<string> {
  const dir = join(home, `.work-${name}`);
  await mkdir(dir);
  if (owner !== null) await writeFile(join(dir, 'owner.json'), owner);
  await utimes(dir, longAgo, longAgo);
  return dir;
}

test('sweeps what dead studios left, and nothing else', async () => {
  const mine = await openWorkFolder(home);
  const dead = JSON.stringify({ ...(await ownIdentity()), start: '1', since: longAgo.toISOString() });
  const gone = [await left('dead', dead), await left('ownerless', null), await left('garbled', '{')];
  const fresh = join(home, '.work-fresh');
  await mkdir(fresh);
  const animatic = join(home, 'fi_1234567890.film');
  await mkdir(animatic);
  await sweepWorkFolders(home);
  expect([mine, fresh, animatic].map(existsSync)).toEqual([true, true, true]);
  expect(gone.map(existsSync)).toEqual([false, false, false]);
});

test('sweeps nothing where nothing was ever rehearsed', async () => {
  await expect(sweepWorkFolders(join(home, 'nowhere'))).resolves.toBeUndefined();
});

test('a new animatic takes the place of the last, unless that is open', async () => {
  const gone: string[] = [];
  const filmId = 'fi_1234567890';
  const place = async () => {
    const made = join(await openWorkFolder(home), 'animatic.film');
    await createFilmFolder(made, newFilm({ title: 'Made' }));
    return placeAnimatic(made, home, filmId, (dir) => void gone.push(dir));
  };
  const first = await place();
  expect(first).toBe(join(home, `${filmId}.film`));
  expect(await place()).toBe(first);
  expect(gone).toEqual([first]);
  const session = await openFilmSession(first);
  const second = await place();
  expect(second).not.toBe(first);
  expect(existsSync(first)).toBe(true);
  await session.close();
  expect(await place()).toBe(first);
  expect((await readdir(home)).filter((name) => name.endsWith('.film'))).toEqual([`${filmId}.film`]);
  expect(gone.toSorted()).toEqual([second, first, first].toSorted());
});
