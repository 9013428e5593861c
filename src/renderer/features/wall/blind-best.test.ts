import { expect, test } from 'vitest';
import { usualWallView } from '../../../shared/comparison.ts';
import { newScene, type Scene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import type { Verdict } from '../../../shared/verdict.ts';
import { arranged } from './arrange.ts';
import { bestOf, nextToJudge } from './blind-best.ts';
import { sceneTiles } from './wall-tiles.ts';

const verdict = (mode: Verdict['mode'], takeIds: string[], best: string[]): Verdict => ({
  ...{ id: 've_1', filmId: 'fi_1', filmTitle: '', sceneId: 'sc_1', sceneTitle: '', kind: 'story', comparisonId: null },
  ...{ mode, blind: true, best, createdAt: '2026-11-20T10:00:00.000Z' },
  contestants: takeIds.map((takeId) => ({ takeId, generator: null, vendor: null, micros: 0, seconds: null })),
});

test('a wall remembers the newest pick among just its takes', () => {
  const verdicts = [
    verdict('duel', ['a', 'b'], ['b']),
    verdict('pick', ['a', 'b', 'c'], ['c']),
    verdict('pick', ['b', 'a'], ['a']),
    verdict('pick', ['a', 'b'], ['b']),
  ];
  expect(bestOf(verdicts, 'sc_1', ['a', 'b'])).toEqual({ sc_1: ['a'] });
  expect(bestOf(verdicts, 'sc_2', ['a', 'b'])).toEqual({});
  expect(bestOf(verdicts, 'sc_1', ['a', 'd'])).toEqual({});
});

test('scenes are judged one after the other; one with a single take has nothing to judge', () => {
  const row = (scene: Scene, count: number) => {
    const takes = Array.from({ length: count }, () => testTake(scene.id, 'picture'));
    return {
      scene,
      tiles: arranged(sceneTiles({ scene, takes, jobs: [], comparison: null }), usualWallView, new Map()),
    };
  };
  const rows = [row(newScene(), 2), row(newScene(), 1), row(newScene(), 2)];
  const [first, , last] = rows.map(({ scene }) => scene.id);
  expect(nextToJudge(rows, {})?.scene.id).toBe(first);
  expect(nextToJudge(rows, { [first ?? '']: [] })?.scene.id).toBe(last);
  expect(nextToJudge(rows, { [first ?? '']: [], [last ?? '']: ['x'] })).toBeNull();
});
