import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, expect, test } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import { newId } from '../../shared/ids.ts';
import type { NewVerdict } from '../../shared/verdict.ts';
import { createFilmFolder } from '../films/film-session.ts';
import { createOpenFilms } from '../films/open-films.ts';
import type { NewTake } from '../films/take-store.ts';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { sampleTake, stageFiles } from '../films/testing/samples.ts';
import { ledgerForEachTest } from '../ledger/testing/ledger-folder.ts';
import { verdictHandlers } from './verdict-handlers.ts';

const { ledger } = ledgerForEachTest();
const films = createOpenFilms();
afterEach(() => films.closeAll());

const madeBy = (generator: string): Partial<NewTake> => ({
  origin: {
    ...{ kind: 'generated', generator, vendor: 'replicate', comparisonId: null },
    ...{ jobId: newId('job'), attemptId: newId('attempt') },
  },
  cost: { micros: 420_000, basis: 'reported' },
});

/** The calls over a real ledger and an open film of two scenes with four takes. */
async function bench() {
  const dir = join(await temporaryFolder(), 'Coffee.film');
  const [scene, next] = [newScene({ title: 'Morning', kind: 'testimonial' }), newScene()];
  const film = newFilm({ title: 'Coffee', scenes: [scene, next] });
  await createFilmFolder(dir, film);
  const session = await films.open(dir, 'window');
  const take = async (sceneId: string, init?: Partial<NewTake>) =>
    (await session.takes.add(sampleTake(sceneId, init), await stageFiles(session.takes))).id;
  const takes = {
    kling: await take(scene.id, madeBy('kling')),
    veo: await take(scene.id, madeBy('veo')),
    imported: await take(next.id),
    voice: await take(scene.id, { role: 'voice' }),
  };
  const book = ledger();
  const vendors = new Map([['replicate', { name: 'Replicate' }]]);
  const catalogue = { byId: new Map([['kling', { name: 'Kling 2.1', vendor: 'replicate' }]]) };
  const client = createRouterClient(verdictHandlers({ ledger: book, films, vendors, catalogue }), { context: {} });
  const said = (init: Partial<NewVerdict> = {}): NewVerdict => ({
    ...{ filmId: film.id, sceneId: scene.id, comparisonId: null, mode: 'pick', blind: true },
    ...{ takeIds: [takes.kling, takes.veo], best: [takes.veo] },
    ...init,
  });
  return { client, film, scene, takes, said };
}

test('the film and its takes say what the window left out', async () => {
  const { client, film, scene, takes, said } = await bench();
  const order = { takeIds: [takes.imported, takes.kling], best: [takes.kling] };
  const verdict = await client.add(said({ ...order, comparisonId: newId('comparison') }));
  expect(verdict).toMatchObject({
    ...{ filmId: film.id, filmTitle: 'Coffee', sceneId: scene.id, sceneTitle: 'Morning', kind: 'testimonial' },
    contestants: [
      { takeId: takes.imported, generator: null, vendor: null, micros: 0, seconds: 1 },
      { takeId: takes.kling, generator: 'kling', vendor: 'replicate', micros: 420_000, seconds: 1 },
    ],
    best: [takes.kling],
  });
  expect(await client.list({})).toEqual([verdict]);
  expect(await client.list({ generator: 'veo' })).toEqual([]);
});

test('refuses what cannot be a verdict, and says why', async () => {
  const { client, film, takes, said } = await bench();
  const { kling, veo, imported, voice } = takes;
  const refusals: [Partial<NewVerdict>, string, string][] = [
    [{ filmId: newId('film') }, 'not-found', 'This film is not open.'],
    [{ sceneId: newId('scene') }, 'not-found', `The scene is not in “${film.title}” as last saved.`],
    [{ takeIds: [kling, newId('take')], best: [] }, 'not-found', 'One of the takes is not in this film any more.'],
    [{ takeIds: [kling, voice] }, 'invalid-input', 'Take 1 is a voice, and only pictures are compared.'],
    [{ best: [imported] }, 'invalid-input', 'The take found best was not among those compared.'],
    [{ takeIds: [kling, veo, kling] }, 'invalid-input', 'A take is named twice in this verdict.'],
    [{ best: [veo, veo] }, 'invalid-input', 'A take is named twice in this verdict.'],
    [{ mode: 'duel', takeIds: [kling, veo, imported] }, 'invalid-input', 'A duel is between two takes, not 3.'],
    [{ mode: 'circle', best: [] }, 'invalid-input', 'One take is circled, not 0.'],
  ];
  for (const [init, code, message] of refusals)
    await expect(client.add(said(init))).rejects.toMatchObject({ code, message });
  expect(await client.list({})).toEqual([]);
});

test('of quick clicks the last one stands, and what was taken back is gone', async () => {
  const { client, film, scene, takes, said } = await bench();
  const circle = said({ mode: 'circle', blind: false });
  const [, , last] = await Promise.all([
    client.add({ ...circle, best: [takes.kling] }),
    client.add({ ...circle, takeIds: [takes.kling, takes.veo, takes.imported] }),
    client.add({ ...circle, best: [takes.kling] }),
  ]);
  expect(await client.list({})).toEqual([last]);
  const circleOf = { filmId: film.id, sceneId: scene.id };
  const [, gone] = await Promise.all([client.add(circle), client.forget({ circleOf })]);
  expect(gone).toHaveLength(1);
  expect(await client.list({})).toEqual([]);
  await client.restore({ verdicts: gone });
  expect(await client.list({})).toEqual(gone);
});

test('verdicts become ratings, which change with them and come as a file', async () => {
  const { client, takes, said } = await bench();
  const { id } = await client.add(said());
  const best = async () => (await client.ratings()).map(({ kind, generators }) => [kind, generators[0]?.generator]);
  const kinds = [null, 'testimonial'];
  expect(await best()).toEqual(kinds.map((kind) => [kind, 'veo']));
  await client.change({ verdictId: id, best: [takes.kling] });
  expect(await best()).toEqual(kinds.map((kind) => [kind, 'kling']));
  const { name, text } = await client.csv();
  expect(name).toBe('Circle Take ratings.csv');
  expect(text.split('\r\n').map((row) => row.split(',').slice(0, 4))).toEqual([
    ['\uFEFFKind', 'Generator', 'Name', 'Vendor'],
    ['all', 'kling', 'Kling 2.1', 'Replicate'],
    ['all', 'veo', 'veo', ''],
    ['testimonial', 'kling', 'Kling 2.1', 'Replicate'],
    ['testimonial', 'veo', 'veo', ''],
    [''],
  ]);
  expect(await client.forget({ query: { kind: 'testimonial' } })).toHaveLength(1);
  expect((await client.ratings()).map(({ verdicts }) => verdicts)).toEqual([0]);
});
