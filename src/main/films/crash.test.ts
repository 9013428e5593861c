import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createFilmFolder, openFilmSession } from './film-session.ts';
import { startChild } from './testing/children.ts';
import { temporaryFolder } from './testing/sabotage.ts';
import { sampleFilm } from './testing/samples.ts';

/** Lets a child save and add takes until it said `lines` lines, kills it, and tells what it was promised. */
async function killInTheMiddle(dir: string, lines: number): Promise<{ revision: number; takes: string[] }> {
  const child = startChild('save-child.ts', dir);
  const said: string[] = [];
  while (said.length < lines) said.push((await child.next()) ?? 'died early');
  await child.kill();
  for (let line = await child.next(); line !== null; line = await child.next()) said.push(line);
  const after = (word: string) =>
    said.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  expect(said).not.toContain('died early');
  return { revision: Number(after('saved').at(-1) ?? 0), takes: after('added') };
}

it('loses nothing that was promised when a studio is killed in the middle of its work', {
  timeout: 60_000,
}, async () => {
  const dir = join(await temporaryFolder(), 'Killed.film');
  await createFilmFolder(dir, sampleFilm());
  const promised: string[] = [];
  for (const lines of [1, 7, 20, 33, 60]) {
    const killed = await killInTheMiddle(dir, lines);
    promised.push(...killed.takes);
    const session = await openFilmSession(dir);
    const { film, revision } = session.current();
    expect(revision).toBeGreaterThanOrEqual(killed.revision);
    if (killed.revision > 0) expect(film.title).toMatch(/^Saved \d+$/);
    const takes = await session.takes.list();
    expect(takes.filter((take) => take.problem)).toEqual([]);
    expect(takes.map((take) => take.id)).toEqual(expect.arrayContaining(promised));
    expect(new Set(takes.map((take) => take.number)).size).toBe(takes.length);
    expect(await leftovers(dir, takes.length)).toEqual([]);
    await session.close();
  }
  expect(promised.length).toBeGreaterThan(5);
});

/** Names in the film folder that an opened film should not have. */
async function leftovers(dir: string, takes: number): Promise<string[]> {
  const names = await readdir(dir, { recursive: true });
  const expected =
    /^(\.staging|Open\.circletake|takes|revisions|film\.(json|lock)|revisions\/\d{6}\.json|takes\/tk_\w+(\/(take\.json|media\.mp4|poster\.jpg))?)$/;
  expect(names.filter((name) => name.startsWith('takes/'))).toHaveLength(takes * 4);
  return names.filter((name) => !expected.test(name));
}
