import { describe, expect, it } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { dropPlace, fitScale, inView, sceneEdges, scrollKeeping, zoomedTo } from './geometry.ts';

const film = newFilm({
  title: 'Test',
  scenes: [
    newScene({ seconds: 2, join: { kind: 'crossfade', seconds: 1 } }),
    newScene({ seconds: 3 }),
    newScene({ seconds: 1 }),
  ],
});
const edges = sceneEdges(planCut(film, []));

it('shares a transition between its two scenes, without gap or overlap', () => {
  expect(edges).toEqual([
    { from: 0, to: 45 },
    { from: 45, to: 120 },
    { from: 120, to: 150 },
  ]);
});

it.each([
  [0, 1, 0, 1],
  [44, 46, 0, 2],
  [45, 120, 1, 2],
  [130, 900, 2, 3],
  [150, 900, 3, 3],
])('finds what is seen between the frames %i and %i', (from, to, first, last) => {
  expect(inView(edges, { from, to })).toEqual({ from: first, to: last });
});

describe('zoom', () => {
  it('fits the whole film, and follows the width where it would show no more', () => {
    expect(fitScale(300, 150)).toBe(2);
    expect(zoomedTo(1.5, 2)).toBeNull();
    expect(zoomedTo(3, 2)).toBe(3);
    expect(zoomedTo(99, 2)).toBe(24);
  });

  it('keeps a frame where it stands', () => {
    expect(scrollKeeping(100, 50, 4)).toBe(350);
    expect(scrollKeeping(2, 50, 4)).toBe(0);
  });
});

describe('dropPlace', () => {
  it.each([
    [0, 10, 0],
    [0, 90, 1],
    [0, 149, 2],
    [2, 10, 0],
    [2, 50, 1],
    [2, 149, 2],
  ])('puts scene %i, let go at frame %i, at place %i', (dragged, frame, place) => {
    expect(dropPlace(edges, frame, dragged)).toBe(place);
  });
});
