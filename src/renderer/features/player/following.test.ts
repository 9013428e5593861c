import { expect, test } from 'vitest';
import { followClip } from './following.ts';

const play = { from: 1, length: 2, speed: 1, filling: { kind: 'once' } } as const;
const rate = 30;
const frameAt = (seconds: number): number =>
  Math.floor((followClip(play)(seconds)?.seconds ?? Number.NaN) * rate + 1e-6);

test('a clip that is over holds the last frame inside its trim', () => {
  expect([0, 1, 59 / rate].map(frameAt)).toEqual([30, 60, 89]);
  expect([2, 2.5, 10].map(frameAt)).toEqual([89, 89, 89]);
});

test('a trim of next to nothing stays where it begins', () => {
  expect(followClip({ ...play, length: 0.001 })(5)).toEqual({ seconds: 1, rate: 0 });
});
