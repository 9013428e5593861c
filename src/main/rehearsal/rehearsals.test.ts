import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { OpenFilm } from '../../shared/contract.ts';
import type { StudioEvent } from '../../shared/events.ts';
import { type Film, newFilm, newScene, type Scene } from '../../shared/film.ts';
import { type Rehearsal, rehearsalSchema } from '../../shared/rehearsal.ts';
import { takeInCut } from '../../shared/take.ts';
import type { StudioClient } from '../cli/studio-client.ts';
import type { Parts } from '../handlers/parts.ts';
import { createRouter } from '../handlers/router.ts';
import { nodeStudioOptions } from '../node-studio.ts';
import { openParts } from '../open-parts.ts';

let home: string;
let parts: Parts;
let client: StudioClient;
const events: Rehearsal[] = [];
// Sketches, inspection and simulated work take seconds, and minutes on a busy machine: nothing here waits for a time.
vi.setConfig({ testTimeout: 300_000 });

/** Calls that would have left this machine. */
const calls: string[] = [];
const listeners = new Set<() => void>();

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
  parts = await openParts({ ...nodeStudioOptions('browser', env), fetch: fetchNothing });
  parts.bus.subscribe('event', (event: StudioEvent) => {
    if (event.type !== 'rehearsal') return;
    events.push(event.rehearsal);
    for (const listener of listeners) listener();
  });
  client = createRouterClient(createRouter(parts));
});
afterAll(async () => {
  await parts.rehearsals.stop();
  await parts.generation.stop();
  await parts.films.closeAll();
  parts.ledger.close();
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

/** Resolves with the first event of a film's rehearsal, from now on, that is `wanted`. */
const heard = (filmId: string, wanted: (rehearsal: Rehearsal) => boolean): Promise<Rehearsal> =>
  new Promise((resolve) => {
    const listener = () => {
      const last = events.at(-1);
      if (last?.filmId !== filmId || !wanted(last)) return;
      listeners.delete(listener);
      resolve(last);
    };
    listeners.add(listener);
  });

/** Rehearses it to the end. */
async function rehearsed(filmId: string): Promise<Rehearsal> {
  const over = heard(filmId, ({ state }) => state !== 'running');
  await client.rehearsal.start({ filmId });
  return over;
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
    voice: { ...newFilm({ title: 'Any' }).voice, generator: 'elevenlabs-flash-v2.5' },
    budgetUsd: 0.01,
  });
  const before = await readFile(join(dir, 'film.json'), 'utf8');
  expect(await client.rehearsal.get({ filmId })).toBeNull();
  expect(await client.rehearsal.start({ filmId })).toMatchObject({ filmId, state: 'running', report: null });
  await expect(client.rehearsal.start({ filmId })).rejects.toMatchObject({ code: 'conflict' });
  const over = await heard(filmId, ({ state }) => state !== 'running');

  expect(over).toMatchObject({ state: 'done', error: null, fraction: 1, report: { wished: 4, made: 4 } });
  const report = rehearsalSchema.parse(over).report;
  expect(report?.hurdles.map(({ code, vendor }) => [code, vendor])).toEqual([
    ['unauthorized', 'runway'],
    ['over-budget', null],
  ]);
  // The vendors' charge books and the studio's price table know nothing of each other.
  expect(report?.lowMicros).toBeGreaterThan(0);
  expect(report?.chargedMicros).toBe(report?.lowMicros);
  // Runway's usual time for a take, not the time that the rehearsal took.
  expect(report?.seconds).toBeGreaterThan(60);
  expect(events.filter((event) => event.filmId === filmId).at(-1)).toEqual(over);

  const animatic = await client.films.open({ dir: report?.animaticDir ?? '' });
  expect(animatic.film).toMatchObject({ title: 'Three, rehearsal', budgetUsd: 0.01 });
  expect(animatic.filmId).not.toBe(filmId);
  for (const scene of animatic.film.scenes) expect(takeInCut(animatic.takes, scene, 'picture')).not.toBeNull();
  expect(animatic.takes.map(({ role }) => role).sort()).toEqual(['picture', 'picture', 'picture', 'voice']);
  expect(new Set(animatic.takes.map(({ cost }) => cost.basis))).toEqual(new Set(['free']));
  expect(await client.jobs.list({ filmId: animatic.filmId })).toEqual([]);
  // Nothing is simulated in it any more: what is generated there is free.
  const again = animatic.film.scenes.map(({ id }) => ({ sceneId: id, role: 'picture' as const }));
  const spoken = { sceneId: again[0]?.sceneId ?? '', role: 'voice' as const };
  const chains = (await parts.generation.judge(animatic.filmId, [...again, spoken])).wishes.map(({ chain }) => chain);
  expect(chains.map(([first]) => first?.generator)).toEqual(['sketch', 'sketch', 'sketch', 'local-voice']);
  expect(chains.flat().filter(({ priceCeilingMicros }) => priceCeilingMicros > 0)).toEqual([]);

  expect(await traces()).toEqual(nothing);
  expect(calls).toEqual([]);
  expect(await client.jobs.list({ filmId })).toEqual([]);
  expect(await client.takes.list({ filmId })).toEqual([]);
  expect(await readFile(join(dir, 'film.json'), 'utf8')).toBe(before);
  expect(film.budgetUsd).toBe(0.01);
});

test('says what a vendor refused and what cannot be made, and makes the rest', async () => {
  const fallback = { mode: 'fixed' as const, generators: ['flux-schnell'], afterRefusal: false };
  const scenes = [
    made('seedance-1-lite', { title: 'Dawn', fallback: { picture: fallback, voice: null } }),
    made('sketch', { title: 'Noon', prompt: 'A harbour at noon' }),
    made('flux-schnell', { title: 'Empty', prompt: '' }),
  ];
  const { filmId } = await makeFilm('Hurdles', scenes);
  const { rehearsals } = parts;
  rehearsals.start(filmId, { faults: { replicate: [{ kind: 'fail-generic', times: 1 }] } });
  await rehearsals.over(filmId);
  const report = rehearsals.get(filmId)?.report;
  expect(report).toMatchObject({ wished: 3, made: 2 });
  expect(report?.hurdles.map(({ code, sceneId, vendor }) => [code, sceneId, vendor])).toEqual([
    ['invalid-input', scenes[2]?.id, null],
    ['provider-failed', scenes[0]?.id, 'replicate'],
  ]);
  expect(report?.hurdles[1]?.message).toMatch(/^Scene 1, “Dawn”: /);
  expect(await traces()).toEqual(nothing);
});

test('plays servers of the user’s own, and speaks here what is spoken over the network', async () => {
  const scenes = [made('comfyui-sdxl', { narration: 'The sea is calm.' }), made('own-server-still')];
  const { filmId } = await makeFilm('Own servers', scenes, {
    voice: { ...newFilm({ title: 'Any' }).voice, generator: 'edge-read-aloud' },
  });
  const { report } = await rehearsed(filmId);
  expect(report).toMatchObject({ wished: 3, made: 3, chargedMicros: 0 });
  expect(calls).toEqual([]);
});

test('fetches what lies at the vendor itself, for whoever has the key', async () => {
  const { filmId } = await makeFilm('At home', [made('gemini-omni-1.1-flash')]);
  expect((await rehearsed(filmId)).report).toMatchObject({ wished: 1, made: 1 });
});

test('stops at once, leaving nothing, and may be started again', async () => {
  const { filmId } = await makeFilm('Stopped', [made('runway-gen-4.5'), made('sketch')]);
  const working = heard(filmId, ({ state, text }) => state === 'running' && /takes made/.test(text));
  // Far longer than the test: it can be over only by being stopped.
  parts.rehearsals.start(filmId, { faults: { runway: [{ kind: 'slow', ms: 3_600_000, times: 1 }] } });
  await working;
  await client.rehearsal.cancel({ filmId });
  expect(await client.rehearsal.get({ filmId })).toMatchObject({ state: 'cancelled', error: null, report: null });
  expect(await traces()).toEqual(nothing);
  expect(await readdir(join(home, 'data', 'rehearsals'))).not.toContainEqual(expect.stringContaining(filmId));
  await client.rehearsal.cancel({ filmId });
  expect(await client.rehearsal.start({ filmId })).toMatchObject({ state: 'running' });
  await client.rehearsal.cancel({ filmId });
});

test('refuses a film without scenes, and one that is not open', async () => {
  const { filmId } = await makeFilm('Empty', []);
  await expect(client.rehearsal.start({ filmId })).rejects.toMatchObject({ code: 'invalid-input' });
  await client.films.close({ filmId });
  await expect(client.rehearsal.start({ filmId })).rejects.toMatchObject({ code: 'not-found' });
});

test('rehearses what a film lacks, and all of one that lacks nothing, whose takes are left alone', async () => {
  const scene = made('sketch');
  const { filmId, film } = await makeFilm('Whole', [scene]);
  await client.jobs.generate({ filmId, wishes: [{ sceneId: scene.id, role: 'picture' }] });
  const own = await vi.waitUntil(async () => (await client.takes.list({ filmId }))[0], { timeout: 290_000 });
  const { report } = await rehearsed(filmId);
  expect(report).toMatchObject({ wished: 1, made: 1, chargedMicros: 0, hurdles: [] });
  const animatic = await client.films.open({ dir: report?.animaticDir ?? '' });
  expect(animatic.takes.map(({ id }) => id)).not.toContain(own.id);
  expect(await client.takes.list({ filmId })).toEqual([own]);

  const longer = { ...film, scenes: [scene, made('sketch', { still: own.id })] };
  await client.films.save({ filmId, baseRevision: 2, film: longer });
  const more = await rehearsed(filmId);
  expect(more.report).toMatchObject({ wished: 1, made: 1 });
  const { takes } = await client.films.open({ dir: more.report?.animaticDir ?? '' });
  expect(takes.map(({ sceneId }) => sceneId)).toEqual(longer.scenes.map(({ id }) => id));
  expect(takes[0]).toEqual(own);
});
