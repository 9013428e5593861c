import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenFilm } from '../../shared/contract.ts';
import type { StudioEvent } from '../../shared/events.ts';
import { type Film, newScene, type Scene } from '../../shared/film.ts';
import { type Rehearsal, rehearsalSchema } from '../../shared/rehearsal.ts';
import { takeInCut } from '../../shared/take.ts';
import { createStudioClient, type StudioClient } from '../cli/studio-client.ts';
import { nodeStudioOptions } from '../node-studio.ts';
import { openStudio, type Studio } from '../studio.ts';

let home: string;
let studio: Studio;
let client: StudioClient;
const events: Rehearsal[] = [];
/** Calls that would have left this machine. */
const calls: string[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'circle-take-rehearsal-'));
  const env = {
    CIRCLE_TAKE_USER_DATA: join(home, 'data'),
    CIRCLE_TAKE_LIBRARY: join(home, 'library'),
    PATH: process.env.PATH,
    REPLICATE_API_TOKEN: 'not-a-real-key',
    ELEVENLABS_API_KEY: 'not-a-real-key-either',
  };
  const fetchNothing: typeof fetch = async (input) => {
    calls.push(String(input));
    throw new Error('The rehearsal used the studio’s own fetch.');
  };
  studio = await openStudio({ ...nodeStudioOptions('browser', env), fetch: fetchNothing });
  studio.subscribe((event: StudioEvent) => void (event.type === 'rehearsal' && events.push(event.rehearsal)));
  client = createStudioClient(studio);
});
afterAll(async () => {
  await studio.close();
  await rm(home, { recursive: true, force: true });
});

const made = (picture: string | null, init: Partial<Scene> = {}): Scene =>
  newScene({ prompt: 'A calm sea at dawn', seconds: 1, generator: { picture, voice: null }, ...init });

async function makeFilm(title: string, scenes: Scene[], edit: Partial<Film> = {}): Promise<OpenFilm> {
  const opened = await client.films.create({ title, dir: join(home, 'library', `${title}.film`) });
  const canvas = { ...opened.film.canvas, width: 160, height: 90 };
  const film = { ...opened.film, canvas, scenes, ...edit };
  await client.films.save({ filmId: opened.filmId, baseRevision: opened.revision, film });
  return { ...opened, film };
}

/** The rehearsal when it is over. */
async function rehearsed(filmId: string): Promise<Rehearsal> {
  for (;;) {
    const now = await client.rehearsal.get({ filmId });
    if (now && now.state !== 'running') return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const traces = async () => ({
  work: (await readdir(join(home, 'data', 'rehearsals'))).filter((name) => name.startsWith('.')),
  entries: (await client.spending.entries({ limit: 100 })).length,
  lost: (await client.lost.list()).length,
});
const nothing = { work: [], entries: 0, lost: 0 };

test('rehearses a film at three vendors, from the storyboard to an animatic', async () => {
  const scenes = [
    made('seedance-1-lite', { title: 'Dawn', narration: 'The sea is calm.' }),
    made('runway-gen-4.5', { title: 'Noon', prompt: 'A harbour at noon' }),
    made('flux-schnell', { title: 'Dusk', prompt: 'A lighthouse at dusk' }),
  ];
  const { filmId, film, dir } = await makeFilm('Three', scenes, {
    voice: { ...(await anyVoice()), generator: 'elevenlabs-flash-v2.5' },
    budgetUsd: 0.01,
  });
  const before = await readFile(join(dir, 'film.json'), 'utf8');
  expect(await client.rehearsal.get({ filmId })).toBeNull();
  expect(await client.rehearsal.start({ filmId })).toMatchObject({ filmId, state: 'running', report: null });
  await expect(client.rehearsal.start({ filmId })).rejects.toMatchObject({ code: 'conflict' });
  const over = await rehearsed(filmId);

  expect(over).toMatchObject({ state: 'done', error: null, fraction: 1, report: { wished: 4, made: 4 } });
  const report = rehearsalSchema.parse(over).report;
  expect(report?.hurdles.map(({ code, vendor }) => [code, vendor])).toEqual([
    ['unauthorized', 'runway'],
    ['over-budget', null],
  ]);
  expect(report?.chargedMicros).toBeGreaterThan(0);
  expect(report?.chargedMicros).toBeLessThanOrEqual(report?.highMicros ?? 0);
  // Runway's usual time for a take, not the time that the rehearsal took.
  expect(report?.seconds).toBeGreaterThan(60);
  expect(events.filter((event) => event.filmId === filmId).at(-1)).toEqual(over);

  const animatic = await client.films.open({ dir: report?.animaticDir ?? '' });
  expect(animatic.film).toMatchObject({ title: 'Three, rehearsal', budgetUsd: null });
  expect(animatic.filmId).not.toBe(filmId);
  for (const scene of animatic.film.scenes) expect(takeInCut(animatic.takes, scene, 'picture')).not.toBeNull();
  expect(animatic.takes.map(({ role }) => role).sort()).toEqual(['picture', 'picture', 'picture', 'voice']);
  expect(animatic.takes.reduce((sum, take) => sum + take.cost.micros, 0)).toBe(report?.chargedMicros);
  expect(await client.jobs.list({ filmId: animatic.filmId })).toEqual([]);

  expect(await traces()).toEqual(nothing);
  expect(calls).toEqual([]);
  expect(await client.jobs.list({ filmId })).toEqual([]);
  expect(await client.takes.list({ filmId })).toEqual([]);
  expect(await readFile(join(dir, 'film.json'), 'utf8')).toBe(before);
  expect(film.budgetUsd).toBe(0.01);

  // The one that is open stays, and the next finds another name.
  await client.rehearsal.start({ filmId });
  const again = await rehearsed(filmId);
  expect(existsSync(report?.animaticDir ?? '')).toBe(true);
  expect(again.report?.animaticDir).not.toBe(report?.animaticDir);
});

const anyVoice = async () => {
  const { film } = await client.scripts.parse({ name: 'a.md', text: '# A\n\n## B\n' });
  return film.voice;
};
