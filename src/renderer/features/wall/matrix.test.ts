import { expect, test } from 'vitest';
import { newComparison, usualWallView, type WallSort } from '../../../shared/comparison.ts';
import { newScene, type Scene } from '../../../shared/film.ts';
import { arranged } from './arrange.ts';
import { blindMatrixOf, matrixOf } from './matrix.ts';
import { madeBy, testJob } from './testing.ts';
import { sceneTiles } from './wall-tiles.ts';

const [first, second] = [newScene({ circled: { picture: 'tk_1a', voice: null } }), newScene()];
const run = newComparison({ sceneIds: [first.id, second.id], generators: ['a', 'b'], each: 1 });
const made = (scene: Scene, generator: string, id: string, micros: number) =>
  madeBy(testJob(`jb_${id}`, scene, generator, 1, { comparisonId: run.id }), id, 1, {
    cost: { micros, basis: 'reported' },
  });
const takes = [
  made(first, 'a', 'tk_1a', 500),
  made(first, 'b', 'tk_1b', 100),
  made(second, 'a', 'tk_2a', 300),
  made(second, 'a', 'tk_2aa', 300),
];
const view = usualWallView;
const rows = [first, second].map((scene) => ({
  scene,
  tiles: arranged(sceneTiles({ scene, takes, jobs: [], comparison: run }), view, new Map()),
}));
const cellsOf = (sort: WallSort) =>
  matrixOf(rows, run, sort, new Map()).rows.map(({ cells }) =>
    cells.map((tile) => (tile ? (tile.kind === 'take' ? tile.take.id : tile.kind) : null)),
  );

test('rows are scenes, columns are generators as wide as their fullest row', () => {
  expect(cellsOf('number')).toEqual([
    ['tk_1a', null, 'tk_1b'],
    ['tk_2a', 'tk_2aa', 'gap'],
  ]);
});

test('heads sum up their column', () => {
  expect(matrixOf(rows, run, 'number', new Map()).heads).toEqual([
    { generator: 'a', span: 2, micros: 1100, circled: 1 },
    { generator: 'b', span: 1, micros: 100, circled: 0 },
  ]);
});

test('a sort orders columns by the mean of their takes', () => {
  expect(cellsOf('price')[0]).toEqual(['tk_1b', 'tk_1a', null]);
});

test('a blind matrix says nothing by its columns', () => {
  const { heads, rows: cells } = blindMatrixOf(rows);
  expect(heads).toEqual([]);
  expect(cells.map((row) => row.cells.length)).toEqual([3, 3]);
});
