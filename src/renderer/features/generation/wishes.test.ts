import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { testGeneratorView, testRules } from '../../../shared/test-generator.ts';
import { testTake } from '../../../shared/test-take.ts';
import type { Catalogue } from './plan-scene.ts';
import { missingWishes, orderOf, rangeText, staleWishes, sumOf, wishFor } from './wishes.ts';

const video = testGeneratorView('video');
const keyless = testGeneratorView('keyless', { usable: false, hindrance: 'needs a Replicate key' });
const fromStill = testGeneratorView('from-still', { limits: { seconds: null, still: 'required' } });
const dear = testGeneratorView('dear', {
  price: { micros: 80_000, per: 'second', certainty: 'exact', asOf: '2026-11-01' },
});
const voice = testGeneratorView('voice', {
  role: 'voice',
  category: 'speech',
  price: { micros: 100_000, per: 'thousand-characters', certainty: 'estimate', asOf: '2026-11-01' },
});
const catalogue: Catalogue = { generators: [video, keyless, fromStill, dear, voice], rules: testRules, priorities: {} };

const scene = newScene({ prompt: 'Waves climbing the rock', seconds: 6 });
const spoken = newScene({ prompt: 'Pen on paper', narration: 'x'.repeat(50), seconds: 4 });
const bare = newFilm({ title: 'Keeper' });
const film = {
  ...bare,
  picture: { ...bare.picture, generator: 'video' },
  voice: { ...bare.voice, generator: 'voice' },
  scenes: [scene, spoken, newScene({ title: 'Not written yet' })],
};
const source = { film, cut: planCut(film, []), catalogue, takes: [], jobs: [] };
const choosing = (picture: string) => wishFor(source, { ...scene, generator: { picture, voice: null } }, 'picture');

test('a picture costs what the length that is asked for costs, not the scene’s', () => {
  expect(wishFor(source, scene, 'picture')).toMatchObject({ micros: 500_000, estimated: false, hindrance: null });
  expect(wishFor(source, spoken, 'picture').micros).toBe(250_000);
});

test('a voice costs by its characters', () => {
  expect(wishFor(source, spoken, 'voice')).toMatchObject({ micros: 5000, estimated: true, hindrance: null });
});

test('what stands in the way is said', () => {
  expect(choosing('keyless')).toMatchObject({ hindrance: 'keyless needs a Replicate key', keyOf: 'keyless' });
  expect(choosing('from-still').hindrance).toBe('from-still needs a still');
  expect(choosing('gone').hindrance).toContain('no generator “gone”');
  expect(wishFor(source, scene, 'voice').hindrance).toBe('Write the narration first');
});

const take = testTake(scene.id, 'picture');
const job = { id: 'jb_1', sceneId: spoken.id, role: 'voice', state: 'running' } as Job;
const missing = (takes: TakeView[], jobs: Job[]) =>
  missingWishes({ ...source, takes, jobs }).ready.map(
    (wish) => `${film.scenes.findIndex((s) => s.id === wish.sceneId)} ${wish.role}`,
  );

test('missing is every written role without a take or a job at work', () => {
  expect(missing([], [])).toEqual(['0 picture', '1 picture', '1 voice']);
  expect(missing([take], [job])).toEqual(['1 picture']);
  expect(missing([], [{ ...job, state: 'failed' }])).toContain('1 voice');
});

test('a job whose fate is unknown is not sent again along with the others', () => {
  expect(missing([], [{ ...job, state: 'unknown' }])).not.toContain('1 voice');
});

test('a take whose file is gone is missing again', () => {
  const lost = { ...take, problem: { code: 'not-found' as const, message: '', action: '', details: {} } };
  expect(missing([lost], [])).toContain('0 picture');
});

test('a take that failed by rule leaves its scene lacking one, until it is circled', () => {
  const black = { ...take, remarks: [{ code: 'black' as const, text: 'black for 3 s', severe: true }] };
  expect(missing([black], [])).toContain('0 picture');
  const circled = { ...scene, circled: { ...scene.circled, picture: black.id } };
  const { ready } = missingWishes({ ...source, film: { ...film, scenes: [circled] }, takes: [black] });
  expect(ready).toEqual([]);
});

test('the sum is whole micros and says when part of it is an estimate', () => {
  const { ready } = missingWishes(source);
  expect(sumOf(ready)).toEqual({ micros: 755_000, highMicros: 755_000, estimated: true });
  expect(sumOf([])).toEqual({ micros: 0, highMicros: 0, estimated: false });
});

test('what cannot start is held back, with its reason', () => {
  const keylessFilm = { ...film, picture: { ...film.picture, generator: 'keyless' } };
  const { ready, held } = missingWishes({ ...source, film: keylessFilm });
  expect(ready.map((wish) => wish.role)).toEqual(['voice']);
  expect(held.map((wish) => wish.hindrance)).toEqual(Array(2).fill('keyless needs a Replicate key'));
});

test('a dearer fallback shows in the price', () => {
  const fallback = { mode: 'fixed', generators: ['dear'], afterRefusal: false } as const;
  const wish = wishFor(
    source,
    { ...scene, fallback: { picture: { ...fallback, generators: ['dear'] }, voice: null } },
    'picture',
  );
  expect(wish.plan.chain.map(({ generator }) => generator.id)).toEqual(['video', 'dear']);
  expect(rangeText(wish)).toBe('$0.50 to $0.80');
});

test('the ranking chooses where it is asked to, and the studio is asked for the scene’s own choice', () => {
  const wish = choosing('auto');
  expect(wish).toMatchObject({ generator: 'video', hindrance: null });
  expect(orderOf(wish)).toEqual({ sceneId: scene.id, role: 'picture' });
  expect(orderOf(wishFor(source, scene, 'picture', 'dear'))).toMatchObject({ generator: 'dear' });
});

test('takes in the cut that were made for other words are stale until a job makes them anew', () => {
  const origin = {
    kind: 'generated',
    generator: 'video',
    vendor: 'video',
    jobId: 'jb_1',
    attemptId: 'at_1',
    comparisonId: null,
  } as const;
  const old = testTake(scene.id, 'picture', {}, { origin, prompt: 'Calm water' });
  const stale = (more: object) => staleWishes({ ...source, takes: [old], ...more }).map(({ sceneId }) => sceneId);
  expect(stale({})).toEqual([scene.id]);
  expect(stale({ jobs: [{ ...job, sceneId: scene.id, role: 'picture' }] })).toEqual([]);
  expect(stale({ takes: [{ ...old, prompt: scene.prompt }] })).toEqual([]);
});
