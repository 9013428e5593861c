import { expect, test } from 'vitest';
import { usualWallView, type WallView } from '../../../shared/comparison.ts';
import { newScene } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import { testTake } from '../../../shared/test-take.ts';
import { arranged, isHidden } from './arrange.ts';
import { madeBy, testJob } from './testing.ts';
import { sceneTiles } from './wall-tiles.ts';

const scene = newScene({ marks: [{ takeId: 'tk_b', star: true, rejected: true, note: '' }] });
const job = (id: string, generator: string, minute: number) => testJob(id, scene, generator, minute);
const takes = [
  madeBy(job('jb_a', 'a', 1), 'tk_a', 1, {
    cost: { micros: 300, basis: 'reported' },
    tookMs: 90_000,
    createdAt: '2026-11-20T10:02:30.000Z',
  }),
  madeBy(job('jb_b', 'b', 2), 'tk_b', 2, {
    cost: { micros: 100, basis: 'reported' },
    tookMs: 30_000,
    createdAt: '2026-11-20T10:03:30.000Z',
  }),
  testTake(
    scene.id,
    'picture',
    { seconds: 9 },
    {
      id: 'tk_c',
      number: 3,
      createdAt: '2026-11-20T10:09:00.000Z',
      remarks: [{ code: 'frozen', text: 'frozen for 1.2 s', severe: false }],
    },
  ),
];
const tiles = sceneTiles({ scene, takes, jobs: [job('jb_d', 'd', 20)], comparison: null });
const view = (patch: Partial<WallView>): WallView => ({ ...usualWallView, ...patch });
const order = (patch: Partial<WallView>, merits = new Map<string, number>()) =>
  arranged(tiles, view(patch), merits).map((tile) => (tile.kind === 'take' ? tile.take.id : tile.kind));

test('sorts put what has no value last and leave equals as they came', () => {
  expect(order({})).toEqual(['tk_a', 'tk_b', 'tk_c', 'job']);
  expect(order({ sort: 'price' })).toEqual(['tk_b', 'tk_a', 'tk_c', 'job']);
  expect(order({ sort: 'time' })).toEqual(['tk_b', 'tk_a', 'tk_c', 'job']);
  expect(order({ sort: 'length' })).toEqual(['tk_c', 'tk_a', 'tk_b', 'job']);
  expect(order({ sort: 'stars' })).toEqual(['tk_b', 'tk_a', 'tk_c', 'job']);
  const merits = new Map([
    ['a', 50],
    ['b', 150],
    ['d', 100],
  ]);
  expect(order({ sort: 'fit' }, merits)).toEqual(['tk_b', 'job', 'tk_a', 'tk_c']);
});

test('numbers stay with their takes whatever the order', () => {
  const sorted = arranged(tiles, view({ sort: 'price' }), new Map());
  expect(sorted.map(({ place }) => place)).toEqual([2, 1, 3, 4]);
});

test('filters leave takes aside, never what is under way', () => {
  const hide = (patch: Partial<WallView['hide']>) => order({ hide: { ...usualWallView.hide, ...patch } });
  expect(hide({ rejected: true })).toEqual(['tk_a', 'tk_c', 'job']);
  expect(hide({ flawed: true })).toEqual(['tk_a', 'tk_b', 'job']);
  expect(hide({ unstarred: true })).toEqual(['tk_b', 'job']);
});

test('a blind wall has letters in an order of its own', () => {
  const blind = view({ blind: { seed: 7, revealed: false }, sort: 'price' });
  const shown = arranged(tiles, blind, new Map());
  expect(shown.map(({ letter }) => letter)).toEqual(['A', 'B', 'C', 'D']);
  expect(shown.map(({ digit }) => digit)).toEqual(['1', '2', '3', '4']);
  const seeds = Array.from({ length: 20 }, (_, seed) => order({ blind: { seed, revealed: false } }).join());
  expect(new Set(seeds).size).toBeGreaterThan(1);
});

test('a letter waits for a take that is under way, and stays with it whatever comes of the others', () => {
  const blind = view({ blind: { seed: 11, revealed: false } });
  const letters = (jobs: readonly Job[], there = takes) =>
    Object.fromEntries(
      arranged(sceneTiles({ scene, takes: there, jobs, comparison: null }), blind, new Map()).map((tile) => [
        tile.key,
        tile.letter,
      ]),
    );
  const [slow, other] = [job('jb_slow', 'slow', 21), job('jb_other', 'other', 22)];
  const first = letters([slow, other]);
  expect(Object.keys(first)).toHaveLength(5);
  const failed = { ...slow, state: 'failed' as const };
  expect(letters([failed, other], [...takes, madeBy(other, 'tk_other', 4)])).toEqual(first);
  expect(letters([slow, other], takes.slice(1))).toEqual(
    Object.fromEntries(Object.entries(first).filter(([key]) => key !== 'jb_a')),
  );
});

test('names are hidden until they are revealed, and the letters stay', () => {
  const blind = { seed: 7, revealed: true };
  expect(isHidden(view({ blind: { seed: 7, revealed: false } }))).toBe(true);
  expect(isHidden(view({ blind }))).toBe(false);
  expect(order({ blind })).toEqual(order({ blind: { seed: 7, revealed: false } }));
});
