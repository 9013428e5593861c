import { expect, test } from 'vitest';
import { randomFrom } from '../../../shared/random.ts';
import type { Verdict } from '../../../shared/verdict.ts';
import { type Decided, type Duel, decidedDuels, nextDuel, standingsOf, usualDuels } from './duels.ts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `tk_${String(index).padStart(8, '0')}`);

/** Plays all duels; `judge` says who is best. */
function play(takeIds: readonly string[], judge: (duel: Duel) => readonly string[]): Decided[] {
  const decided: Decided[] = [];
  for (let duel = nextDuel(takeIds, decided); duel; duel = nextDuel(takeIds, decided)) {
    decided.push({ ...duel, verdictId: `ve_${decided.length}`, best: judge(duel) });
  }
  return decided;
}

/** The better take has the smaller id, and wins as often as Bradley and Terry say, `gap` apart from the next one. */
function taste(takeIds: readonly string[], gap: number, seed: number) {
  const random = randomFrom(seed);
  return ({ left, right }: Duel) => {
    const lead = (takeIds.indexOf(right) - takeIds.indexOf(left)) * gap;
    return [random() < 1 / (1 + Math.exp(-lead)) ? left : right];
  };
}

test.each([2, 3, 4, 5, 6, 8, 12])('%i takes: nobody is left out, nobody meets twice, sides are even', (count) => {
  const takeIds = ids(count);
  const decided = play(takeIds, taste(takeIds, 2, count));
  expect(decided).toHaveLength(usualDuels(count));
  expect(new Set(decided.map(({ left, right }) => [left, right].sort().join())).size).toBe(decided.length);
  const met = standingsOf(takeIds, decided).map((each) => each.met);
  expect(Math.max(...met) - Math.min(...met)).toBeLessThanOrEqual(1);
  for (const id of takeIds) {
    const left = decided.filter((duel) => duel.left === id).length;
    const right = decided.filter((duel) => duel.right === id).length;
    expect(Math.abs(left - right)).toBeLessThanOrEqual(2);
  }
});

test('somebody who is never wrong gets his order back', () => {
  for (const count of [3, 5, 8, 12]) {
    const takeIds = ids(count);
    const order = standingsOf(takeIds, play(takeIds, taste(takeIds, 50, 1))).map(({ takeId }) => takeId);
    expect(order[0]).toBe(takeIds[0]);
    expect(swaps(order) / usualPairs(count)).toBeLessThan(0.1);
  }
});

test('somebody who wavers gets it back nearly', () => {
  const takeIds = ids(8);
  const wrong = Array.from({ length: 20 }, (_, seed) =>
    swaps(standingsOf(takeIds, play(takeIds, taste(takeIds, 1, seed))).map(({ takeId }) => takeId)),
  );
  // Guessing puts half of the 28 pairs the wrong way round.
  expect(wrong.reduce((sum, each) => sum + each, 0) / wrong.length).toBeLessThan(6);
});

test('a tie puts two beside each other, and two that are bad behind the rest', () => {
  const [a = '', b = '', c = '', d = ''] = ids(4);
  const duel = (left: string, right: string, best: readonly string[]): Decided => ({
    left,
    right,
    best,
    verdictId: 've',
  });
  const tied = standingsOf([a, b, c], [duel(a, b, [a, b]), duel(a, c, [a]), duel(b, c, [b])]);
  expect(tied[0]?.strength).toBeCloseTo(tied[1]?.strength ?? 0);
  expect(tied[2]?.takeId).toBe(c);
  expect(tied.map(({ won }) => won)).toEqual([1.5, 1.5, 0]);
  const bad = standingsOf([a, b, c, d], [duel(a, b, []), duel(c, d, [c, d])]);
  expect(bad.slice(2).map(({ takeId, allBad }) => [takeId, allBad])).toEqual([
    [a, 1],
    [b, 1],
  ]);
});

test('a session goes on from the ledger, and takes no part in other scenes or of takes that are gone', () => {
  const takeIds = ids(4);
  const decided = play(takeIds, taste(takeIds, 50, 1)).slice(0, 3);
  const verdicts = decided.map((each) => verdictOf(each, 'sc_00000001'));
  const [first] = decided;
  const strangers = [
    verdictOf({ left: takeIds[0] ?? '', right: 'tk_gone00000', best: [], verdictId: 've_9' }, 'sc_00000001'),
  ];
  if (first) strangers.push(verdictOf(first, 'sc_00000002'), { ...verdictOf(first, 'sc_00000001'), mode: 'pick' });
  const newestFirst = [...strangers, ...verdicts.toReversed()];
  expect(decidedDuels(newestFirst, 'sc_00000001', takeIds)).toEqual(decided);
  expect(nextDuel(takeIds, decidedDuels(newestFirst, 'sc_00000001', takeIds))).toEqual(nextDuel(takeIds, decided));
});

test('a verdict taken back brings the same duel again', () => {
  const takeIds = ids(6);
  const decided = play(takeIds, taste(takeIds, 2, 5));
  expect(nextDuel(takeIds, decided.slice(0, 4))).toMatchObject({ left: decided[4]?.left, right: decided[4]?.right });
});

const usualPairs = (count: number) => (count * (count - 1)) / 2;

/** Pairs that stand the wrong way round. */
function swaps(order: readonly string[]): number {
  return order.flatMap((a, at) => order.slice(at + 1).filter((b) => b < a)).length;
}

const verdictOf = ({ verdictId, left, right, best }: Decided, sceneId: string): Verdict => ({
  id: verdictId,
  filmId: 'fi_00000001',
  filmTitle: 'Test',
  sceneId,
  sceneTitle: '',
  kind: 'story',
  comparisonId: null,
  mode: 'duel',
  blind: true,
  contestants: [left, right].map((takeId) => ({ takeId, generator: null, vendor: null, micros: 0, seconds: 5 })),
  best: [...best],
  createdAt: '2026-01-01T00:00:00.000Z',
});
