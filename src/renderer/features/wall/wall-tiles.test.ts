import { describe, expect, test } from 'vitest';
import { newComparison } from '../../../shared/comparison.ts';
import { newScene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import { at, madeBy, testJob } from './testing.ts';
import { sceneTiles, type TileSource, type WallTile } from './wall-tiles.ts';

const scene = newScene({ title: 'She winds the lamp' });
const say = (tile: WallTile): string => {
  const what = tile.kind === 'take' ? tile.take.id : tile.kind === 'job' ? tile.job.state : 'gap';
  return `${tile.place} ${tile.generator} ${what}`;
};
const tilesOf = (more: Partial<TileSource>) =>
  sceneTiles({ scene, takes: [], jobs: [], comparison: null, ...more }).map(say);

describe('all takes of a scene', () => {
  const first = testJob('jb_a', scene, 'slow', 1);
  const second = testJob('jb_b', scene, 'quick', 2);

  test('keep the places in which they were asked for while they come', () => {
    expect(tilesOf({ jobs: [second, first] })).toEqual(['1 slow running', '2 quick running']);
    const quick = madeBy(second, 'tk_1', 1);
    const jobs = [first, { ...second, state: 'done' as const, takeId: 'tk_1' }];
    expect(tilesOf({ jobs, takes: [quick] })).toEqual(['1 slow running', '2 quick tk_1']);
    const slow = madeBy(first, 'tk_2', 2);
    const done = jobs.map((job, index) => ({
      ...job,
      state: 'done' as const,
      takeId: ['tk_2', 'tk_1'][index] ?? null,
    }));
    expect(tilesOf({ jobs: done, takes: [quick, slow] })).toEqual(['1 slow tk_2', '2 quick tk_1']);
  });

  test('have the key of their job, so that a tile stays the same one', () => {
    const [working] = sceneTiles({ scene, takes: [], jobs: [first], comparison: null });
    const [made] = sceneTiles({ scene, takes: [madeBy(first, 'tk_1', 1)], jobs: [], comparison: null });
    expect(made?.key).toBe(working?.key);
  });

  test('show what failed until its generator was asked again, and nothing that was only stopped', () => {
    const failed = { ...first, state: 'failed' as const };
    const stopped = { ...second, state: 'cancelled' as const };
    expect(tilesOf({ jobs: [failed, stopped] })).toEqual(['1 slow failed']);
    expect(tilesOf({ jobs: [failed, testJob('jb_c', scene, 'slow', 3)] })).toEqual(['1 slow running']);
  });

  test('leave out voices and other scenes, but not the take that was circled from one', () => {
    const other = newScene();
    const lent = testTake(other.id, 'picture', {}, { id: 'tk_lent' });
    const takes = [lent, testTake(other.id, 'picture'), testTake(scene.id, 'voice')];
    const borrowing = { ...scene, circled: { picture: 'tk_lent', voice: null } };
    const tiles = sceneTiles({ scene: borrowing, takes, jobs: [], comparison: null });
    expect(tiles.map(say)).toEqual(['1 null tk_lent']);
    expect(tiles[0]).toMatchObject({ circled: true });
  });
});

describe('a comparison', () => {
  const run = newComparison({ sceneIds: [scene.id], generators: ['a', 'b', 'c'], each: 2 });
  const job = (id: string, generator: string, minute: number) =>
    testJob(id, scene, generator, minute, { comparisonId: run.id });

  test('reserves a place for every take that was asked for, column by column', () => {
    const made = madeBy(job('jb_3', 'b', 1), 'tk_b', 1);
    const failed = { ...job('jb_2', 'a', 2), state: 'failed' as const };
    const jobs = [job('jb_1', 'a', 1), failed];
    const takes = [made, madeBy(testJob('jb_9', scene, 'a', 1), 'tk_elsewhere', 2)];
    expect(tilesOf({ comparison: run, jobs, takes })).toEqual([
      '1 a running',
      '2 a failed',
      '3 b tk_b',
      '4 b gap',
      '5 c gap',
      '6 c gap',
    ]);
  });

  test('tells of stopped jobs, and of two that failed side by side', () => {
    const one = { ...run, each: 1 };
    const stopped = { ...job('jb_1', 'a', 1), state: 'cancelled' as const };
    expect(tilesOf({ comparison: one, jobs: [stopped] })).toEqual(['1 a cancelled', '2 b gap', '3 c gap']);
    const both = ['jb_1', 'jb_2'].map((id) => ({ ...job(id, 'a', 1), state: 'failed' as const }));
    expect(tilesOf({ comparison: run, jobs: both }).slice(0, 2)).toEqual(['1 a failed', '2 a failed']);
  });

  test('lets a retry take the place of what failed', () => {
    const jobs = [{ ...job('jb_1', 'a', 1), state: 'failed' as const }, job('jb_2', 'a', 5)];
    const once = { ...run, each: 1 };
    expect(tilesOf({ comparison: once, jobs })).toEqual(['1 a running', '2 b gap', '3 c gap']);
  });

  test('puts takes that were added by hand after its columns, in the row of their scene or the first', () => {
    const second = newScene();
    const wide = { ...run, each: 1, sceneIds: [second.id, scene.id], takeIds: ['tk_own', 'tk_strange'] };
    const own = testTake(scene.id, 'picture', {}, { id: 'tk_own', createdAt: at(1) });
    const strange = testTake('sc_strange', 'picture', {}, { id: 'tk_strange', createdAt: at(2) });
    const of = (row: typeof scene) =>
      sceneTiles({ scene: row, takes: [own, strange], jobs: [], comparison: wide })
        .map(say)
        .slice(3);
    expect(of(scene)).toEqual(['4 null tk_own']);
    expect(of(second)).toEqual(['4 null tk_strange']);
  });
});

test('marks stand on the tile', () => {
  const take = testTake(scene.id, 'picture', {}, { id: 'tk_1' });
  const marked = { ...scene, marks: [{ takeId: 'tk_1', star: true, rejected: false, note: 'good light' }] };
  expect(sceneTiles({ scene: marked, takes: [take], jobs: [], comparison: null })).toMatchObject([
    { circled: false, mark: { star: true, note: 'good light' } },
  ]);
});
