import { expect, test } from 'vitest';
import type { Film } from '../../shared/film.ts';
import { testTake } from '../../shared/test-take.ts';
import { type FinishPlanOrder, planFinish } from './plan-finish.ts';
import { budget, filmOf, order, scene } from './testing/test-plan.ts';
import { testGenerator } from './testing/test-vendor.ts';

const plan = (film: Film, changes: Partial<FinishPlanOrder> = {}) =>
  planFinish({ ...order(film), underWay: () => false, ...changes });
const picks = (...given: Parameters<typeof plan>) => plan(...given).scenes.map(({ generator }) => generator);
const left = (micros: number) => ({ budgets: [budget({ capMicros: micros })] });

const two = filmOf([scene(), scene()]);
const auto = { ...two, picture: { ...two.picture, generator: 'auto' } };

test('without a budget every scene gets what was chosen for it', () => {
  expect(plan(two)).toMatchObject({ leftMicros: null, micros: 1_000_000 });
  expect(picks(two)).toEqual(['kling-a', 'kling-a']);
});

test('when money is short, some scenes go elsewhere, and what does not fit is said', () => {
  expect(picks(two, left(900_000))).toEqual(['kling-a', 'kling-b']);
  expect(picks(two, left(899_999))).toEqual(['kling-b', 'kling-b']);
  expect(plan(two, left(500_000)).scenes).toMatchObject([
    { generator: 'kling-a', micros: 500_000 },
    { generator: null, micros: 0, reason: expect.stringContaining('at least $0.40') },
  ]);
  expect(picks(two, left(0))).toEqual([null, null]);
});

test('the tightest budget counts, and a vendor’s for itself', () => {
  const budgets = [
    budget({ capMicros: 5_000_000 }),
    budget({ kind: 'day', capMicros: 2_000_000, spentMicros: 1_100_000 }),
    budget({ kind: 'vendor', key: 'acme', capMicros: 400_000 }),
    budget({ kind: 'vendor', key: 'best', capMicros: null }),
  ];
  expect(plan(two, { budgets })).toMatchObject({ leftMicros: 900_000 });
  expect(picks(two, { budgets })).toEqual(['kling-b', 'kling-b']);
});

test('a scene that its own generator cannot make now gets the best of all that can', () => {
  const needsStill = { ...two, picture: { ...two.picture, generator: 'mover' } };
  expect(picks(needsStill)).toEqual(['kling-a', 'kling-a']);
  expect(picks(needsStill, left(900_000))).toEqual(['kling-a', 'kling-b']);
  const dry = { code: 'no-credit', text: 'has no credit' } as const;
  expect(picks(two, { troubleOf: (vendor) => (vendor === 'acme' ? dry : null) })).toEqual(['kling-b', 'kling-b']);
});

test('placeholders finish a film only where they were chosen, or where the ranking has nothing else', () => {
  const sketched = { ...two, picture: { ...two.picture, generator: 'sketch' } };
  expect(picks(sketched, left(5_000_000))).toEqual(['sketch', 'sketch']);
  expect(picks(auto, left(0))).toEqual([null, null]);
  expect(picks(auto, { accountsOf: () => 0 })).toEqual(['sketch', 'sketch']);
});

test('only what lacks a good take, has words and is not under way is planned; a voice stays the same voice', () => {
  const scenes = [
    scene({ narration: 'Hello.' }),
    scene({ prompt: '' }),
    scene({ narration: 'Bye.', generator: { picture: null, voice: 'bella' } }),
    scene(),
  ];
  const [first, , third, fourth] = scenes;
  const severe = [{ code: 'black' as const, text: 'black', severe: true }];
  const takes = [testTake(first?.id ?? '', 'picture'), testTake(third?.id ?? '', 'picture', {}, { remarks: severe })];
  const underWay = (sceneId: string) => sceneId === fourth?.id;
  expect(plan(filmOf(scenes), { takes, underWay }).scenes).toMatchObject([
    { sceneId: first?.id, role: 'voice', generator: 'local-voice' },
    { sceneId: third?.id, role: 'picture', generator: 'kling-a' },
    { sceneId: third?.id, role: 'voice', generator: 'bella' },
  ]);
  expect(picks(filmOf(scenes), { takes, underWay, accountsOf: () => 0 })).toEqual(['local-voice', null, null]);
});

test('what may end at any time finishes no film unless it was chosen', () => {
  const ground = order(two);
  const early = { ...(ground.generators.get('kling-b') ?? testGenerator()), id: 'early' };
  const status = { kind: 'preview' as const, note: 'May change.' };
  const generators = new Map([
    ...ground.generators,
    ['early', { ...early, price: { ...early.price, micros: 1 }, status }],
  ]);
  expect(picks(two, { generators, ...left(900_000) })).toEqual(['kling-a', 'kling-b']);
  expect(picks(auto, { generators, ...left(700_000) })).not.toContain('early');
  expect(picks({ ...two, picture: { ...two.picture, generator: 'early' } }, { generators })).toEqual([
    'early',
    'early',
  ]);
});

test('who speaks in the picture is not replaced, and needs the narration alone', () => {
  const scenes = [scene({ prompt: '', narration: 'Hello.', generator: { picture: 'anna', voice: null } })];
  const film = filmOf(scenes);
  const ground = order(film);
  const anna = { ...(ground.generators.get('kling-a') ?? testGenerator()), id: 'anna', category: 'avatar' as const };
  const generators = new Map([...ground.generators, [anna.id, anna]]);
  expect(plan(film, { generators }).scenes).toMatchObject([{ role: 'picture', generator: 'anna' }]);
  const dry = { code: 'no-credit', text: 'has no credit' } as const;
  expect(picks(film, { generators, troubleOf: () => dry })).toEqual([null]);
});
