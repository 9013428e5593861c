import { expect, test } from 'vitest';
import type { Hurdle, JudgedWish, Judgement } from '../../../shared/batch.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import type { Budget } from '../../../shared/spending.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { cureOf, remarksOf, sharesOf, startable, timeText } from './batch-text.ts';
import { finishOrders, finishSummary } from './finish-text.ts';

const wish = (sceneId: string, generator: string | null, micros = 0, more: Partial<JudgedWish> = {}): JudgedWish => ({
  ...{ sceneId, role: 'picture', reasons: [], warnings: [], leftOut: [] },
  chain: generator ? [{ generator, vendor: 'piapi', priceCeilingMicros: micros }] : [],
  ...more,
});
const judgement = (more: Partial<Judgement>): Judgement => ({
  ...{ wishes: [], hurdles: [], lowMicros: 0, highMicros: 0, estimated: false, seconds: 0, bites: [] },
  ...more,
});
const hurdle = (code: Hurdle['code'], more: Partial<Hurdle> = {}): Hurdle => ({
  ...{ code, message: code, action: '', sceneId: null, vendor: null, generator: null },
  ...more,
});

test('the limit that bites is said with the time', () => {
  const bites = [{ vendor: 'replicate', text: 'Replicate takes 8 jobs at once', seconds: 90 }];
  expect(timeText({ seconds: 360, bites })).toBe('about 6 min; Replicate takes 8 jobs at once');
});

test('the batch by generator, the dearest first', () => {
  const wishes = [
    wish('sc_1', 'sketch'),
    wish('sc_2', 'kling', 240_000),
    wish('sc_3', 'kling', 120_000),
    wish('sc_4', null),
  ];
  expect(
    sharesOf(wishes, [testGeneratorView('kling')]).map(({ name, count, micros }) => [name, count, micros]),
  ).toEqual([
    ['kling', 2, 360_000],
    ['sketch', 1, 0],
  ]);
  expect(startable(wishes, judgement({ wishes })).map(({ sceneId }) => sceneId)).toEqual(['sc_1', 'sc_2', 'sc_3']);
});

test('a remark that concerns several scenes is said once', () => {
  const leftOut = [{ generator: 'veo', reason: 'makes no 9:16' }];
  const wishes = [wish('sc_1', 'kling', 0, { leftOut }), wish('sc_2', 'kling', 0, { leftOut, warnings: ['no still'] })];
  expect(remarksOf(wishes, [{ id: 'sc_1' }, { id: 'sc_2' }], [])).toEqual([
    { text: 'veo is left out: makes no 9:16', scenes: [1, 2] },
    { text: 'no still', scenes: [2] },
  ]);
});

test('every hurdle has the way to what mends it', () => {
  const hurdles = [hurdle('over-budget'), hurdle('over-budget', { vendor: 'fal' })];
  const judged = judgement({ hurdles, lowMicros: 2_000_000 });
  const budget = (kind: Budget['kind'], capMicros: number): Budget => ({
    ...{ kind, key: kind, name: kind, capMicros, spentMicros: 0, reservedMicros: 0 },
  });
  const budgets = [budget('film', 5_000_000), budget('day', 1_000_000)];
  const ground = { judgement: judged, budgets, film: newFilm({ title: 'Keeper' }), generators: [] };
  const cure = (each: Hurdle) => cureOf(each, ground);
  expect(hurdles.map(cure)).toEqual(Array(2).fill({ kind: 'budget', place: 'settings' }));
  expect(cure(hurdle('unauthorized', { vendor: 'fal' }))).toEqual({ kind: 'key', vendor: 'fal', missing: true });
  const keyed = { ...ground, generators: [testGeneratorView('veo', { vendor: 'fal' })] };
  expect(cureOf(hurdle('no-credit', { vendor: 'fal' }), keyed)).toEqual({ kind: 'key', vendor: 'fal', missing: false });
  expect(cure(hurdle('not-found'))).toBeNull();
  expect(cure(hurdle('not-found', { sceneId: 'sc_gone' }))).toBeNull();
});

test('a scene is mended by what it lacks: words, a still, or somebody else to make it', () => {
  const fromStill = testGeneratorView('from-still', { limits: { seconds: null, still: 'required' } });
  const [silent, bare, held] = [{ prompt: 'Sea' }, { prompt: 'Sea' }, { prompt: 'Sea', still: 'tk_1' }].map(newScene);
  if (!silent || !bare || !held) throw new Error('three scenes');
  const bareFilm = newFilm({ title: 'Keeper', scenes: [silent, bare, held] });
  const film = { ...bareFilm, picture: { ...bareFilm.picture, generator: 'from-still' } };
  const wishes = [wish(silent.id, null, 0, { role: 'voice' }), wish(bare.id, null), wish(held.id, null)];
  const ground = { judgement: judgement({ wishes }), budgets: [], film, generators: [fromStill] };
  const spots = film.scenes.map(({ id }) => cureOf(hurdle('invalid-input', { sceneId: id }), ground));
  expect(spots).toEqual([
    { kind: 'scene', sceneId: silent.id, role: 'voice', spot: 'words' },
    { kind: 'scene', sceneId: bare.id, role: 'picture', spot: 'still' },
    { kind: 'scene', sceneId: held.id, role: 'picture', spot: 'generator' },
  ]);
});

test('what one column of a comparison lacks is its own, and no other generator mends it', () => {
  const fromStill = testGeneratorView('from-still', { limits: { still: 'required' } });
  const scene = newScene({ prompt: 'Sea' });
  const film = newFilm({ title: 'Keeper', scenes: [scene] });
  const column = (generator: string, first: string | null) =>
    wish(scene.id, first, 0, { generator, comparisonId: 'cp_00000001' });
  const wishes = [column('tall', null), column('from-still', null), column('kling', 'kling')];
  const judged = judgement({ wishes });
  const ground = { judgement: judged, budgets: [], film, generators: [fromStill, testGeneratorView('tall')] };
  const cure = (generator: string) => cureOf(hurdle('invalid-input', { sceneId: scene.id, generator }), ground);
  expect(cure('from-still')).toMatchObject({ spot: 'still' });
  expect(cure('tall')).toBeNull();
  expect(startable(wishes, judged).map(({ generator }) => generator)).toEqual(['kling']);
});

test('a plan to finish says how much fits, and orders only that', () => {
  const scene = (sceneId: string, generator: string | null) => ({
    sceneId,
    role: 'voice' as const,
    generator,
    micros: 0,
    reason: '',
  });
  const plan = { leftMicros: 2_000_000, micros: 0, scenes: [scene('sc_1', 'kokoro'), scene('sc_2', null)] };
  expect(finishOrders(plan)).toEqual([{ sceneId: 'sc_1', role: 'voice', generator: 'kokoro' }]);
  expect(finishSummary(plan, (micros) => `$${micros / 1e6}`)).toBe('1 of 2 takes fit into the $2 that is left.');
  expect(finishSummary({ ...plan, leftMicros: null }, String)).toContain('No budget limits it');
});
