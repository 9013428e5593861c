import { expect, it } from 'vitest';
import { frameRates } from '../../shared/time.ts';
import { piecesOf } from './pieces.ts';
import { testCut, testHandOver } from './test-hand-over.ts';

it.each(frameRates)('covers every frame of the film at %s once', (rate) => {
  const { shots, cut } = testHandOver(testCut(rate));
  let now = 0;
  for (const shot of shots) {
    expect(shot.start).toBe(now);
    expect(shot.pieces.reduce((sum, { frames }) => sum + frames, 0)).toBe(shot.frames);
    now += shot.frames;
  }
  expect(now).toBe(cut.frames);
});

it('says how a clip fills its scene', () => {
  const { shots } = testHandOver(testCut('30'));
  const pieces = (title: string) => {
    const shot = shots.find(({ scene }) => scene.title === title);
    return shot ? piecesOf(shot.scene, '30').map(({ kind, frames, from, speed }) => [kind, frames, from, speed]) : [];
  };
  expect(pieces('Trimmed')).toEqual([['clip', 60, 45, 1]]);
  expect(pieces('Fast')).toEqual([['clip', 66, 0, 2]]);
  expect(pieces('Looped')).toEqual([
    ['clip', 150, 0, 1],
    ['clip', 120, 0, 1],
  ]);
  expect(pieces('Held')).toEqual([
    ['clip', 150, 0, 1],
    ['freeze', 30, 149, 0],
  ]);
  expect(pieces('Slowed')).toEqual([['clip', 210, 0, 5 / 7]]);
  expect(pieces('Still')).toEqual([['still', 90, 0, 0]]);
  expect(pieces('To be made')).toEqual([['gap', 60, 0, 0]]);
});
