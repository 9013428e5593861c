import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createRecentFilms } from './recent-films.ts';
import { temporaryFolder } from './testing/sabotage.ts';

const film = (dir: string) => ({ dir, title: dir, scenes: 3, poster: null });

it('lists the films that were opened last, newest first, and remembers them', async () => {
  const data = await temporaryFolder();
  const recent = createRecentFilms(data);
  for (const dir of ['/films/a', '/films/b', '/films/a/']) recent.touch(film(dir));
  const listed = createRecentFilms(data).list();
  expect(listed.map(({ dir }) => dir)).toEqual(['/films/a', '/films/b']);
  expect(listed[0]).toMatchObject({ title: '/films/a/', scenes: 3, poster: null, exists: false });
  expect((await stat(join(data, 'recent.json'))).mode & 0o777).toBe(0o600);
});

it('says whether the folder is still there', async () => {
  const dir = await temporaryFolder();
  const recent = createRecentFilms(await temporaryFolder());
  recent.touch(film(dir));
  expect(recent.list()[0]?.exists).toBe(true);
  await rm(dir, { recursive: true });
  expect(recent.list()[0]?.exists).toBe(false);
});

it('keeps thirty, and forgets what it is told to', async () => {
  const recent = createRecentFilms(await temporaryFolder());
  for (let index = 0; index < 33; index += 1) recent.touch(film(`/films/${index}`));
  recent.forget('/films/30/');
  recent.forget('/films/unknown');
  expect(recent.list()).toHaveLength(29);
  expect(recent.list().map(({ dir }) => dir)).not.toContain('/films/30');
});

it('sees what another studio has added when it adds itself', async () => {
  const data = await temporaryFolder();
  const [one, two] = [createRecentFilms(data), createRecentFilms(data)];
  one.touch(film('/films/one'));
  two.touch(film('/films/two'));
  expect(two.list().map(({ dir }) => dir)).toEqual(['/films/two', '/films/one']);
});

it('starts afresh when the file is damaged, and keeps that file', async () => {
  const data = await temporaryFolder();
  await writeFile(join(data, 'recent.json'), '{"films": [{"dir": 3}]}');
  const recent = createRecentFilms(data);
  expect(recent.list()).toEqual([]);
  expect(recent.notice).toContain('recent.json');
  recent.touch(film('/films/a'));
  expect((await readdir(data)).sort()).toEqual([expect.stringMatching(/^recent\.damaged-/), 'recent.json']);
});

it('brings a listed film up to date without moving it, and lists none that is not there', async () => {
  const recent = createRecentFilms(await temporaryFolder());
  for (const dir of ['/films/a', '/films/b']) recent.touch(film(dir));
  const [, before] = recent.list();
  recent.update({ ...film('/films/a'), title: 'Renamed', scenes: 9 });
  recent.update(film('/films/c'));
  expect(recent.list().map(({ dir }) => dir)).toEqual(['/films/b', '/films/a']);
  expect(recent.list()[1]).toEqual({ ...before, title: 'Renamed', scenes: 9 });
});

it('does not write again what the list says already', async () => {
  const data = await temporaryFolder();
  const recent = createRecentFilms(data);
  recent.touch(film('/films/a'));
  const written = async () => (await stat(join(data, 'recent.json'))).ino;
  const before = await written();
  recent.update(film('/films/a'));
  expect(await written()).toBe(before);
  recent.update({ ...film('/films/a'), scenes: 9 });
  expect(await written()).not.toBe(before);
});
