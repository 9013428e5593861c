import { expect, test } from 'vitest';
import { usualWallView } from '../../../shared/comparison.ts';
import { newScene, type Scene } from '../../../shared/film.ts';
import { arranged } from './arrange.ts';
import { currentOf, nextTo, tileId } from './current-tile.ts';
import { madeBy, testJob } from './testing.ts';
import { sceneTiles } from './wall-tiles.ts';

const tilesOf = (scene: Scene) => {
  const [first, ...done] = [1, 2, 3].map((minute) => testJob(`jb_${minute}`, scene, 'a', minute));
  const takes = done.map((job, index) => madeBy(job, `tk_${index + 1}`, index + 1));
  return arranged(sceneTiles({ scene, takes, jobs: first ? [first] : [], comparison: null }), usualWallView, new Map());
};

test('keys act on the tile that was touched, before that on the circled one, else on the first take', () => {
  const [job, first, second] = tilesOf(newScene());
  const tiles = [job, first, second].filter((tile) => tile !== undefined);
  expect(currentOf(tiles, null)).toBe(first);
  expect(currentOf(tiles, job ? tileId(job) : null)).toBe(job);
  expect(currentOf(tiles, 'another scene')).toBe(first);
  expect(currentOf(tiles.slice(0, 1), null)).toBe(job);
  expect(currentOf([], null)).toBeNull();
  const circled = tilesOf(newScene({ circled: { picture: 'tk_2', voice: null } }));
  expect(currentOf(circled, null)).toBe(circled[2]);
});

test('when a tile leaves, the next one is looked at, after the last the one before', () => {
  const tiles = tilesOf(newScene());
  const ids = tiles.map(tileId);
  expect(nextTo(tiles, ids[0] ?? '')).toBe(tiles[1]);
  expect(nextTo(tiles, ids[2] ?? '')).toBe(tiles[1]);
  expect(nextTo(tiles.slice(0, 1), ids[0] ?? '')).toBeNull();
  expect(nextTo(tiles, 'gone')).toBeNull();
});
