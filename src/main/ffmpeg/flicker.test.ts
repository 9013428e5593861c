import { describe, expect, test } from 'vitest';
import { randomFrom } from '../../shared/random.ts';
import { type Flicker, flickerIn } from './flicker.ts';

const frames = (seconds: number, luma: (at: number, frame: number) => number, fps = 30) =>
  Array.from({ length: Math.round(seconds * fps) }, (_, frame) => ({
    at: frame / fps,
    luma: luma(frame / fps, frame),
  }));
const wave = (hertz: number, most: number) => (at: number) => 0.5 + most * Math.sin(2 * Math.PI * hertz * at);
const random = randomFrom(7);

describe('flickers', () => {
  test.each<[string, (at: number, frame: number) => number, Flicker]>([
    ['a little, 9 times a second', wave(9, 0.01), { seconds: 2.9, perSecond: 9 }],
    ['every other frame', (_, frame) => 0.4 + 0.02 * (frame % 2), { seconds: 2.9, perSecond: 15 }],
    ['for a second', (at) => (at > 1 && at < 2 ? wave(8, 0.03)(at) : 0.5), { seconds: 0.9, perSecond: 8 }],
    ['while it fades', (at) => wave(10, 0.02)(at) - at / 8, { seconds: 2.8, perSecond: 10 }],
    [
      'with flashes of a frame, 5 a second',
      (_, frame) => (frame % 6 === 0 ? 0.6 : 0.5),
      { seconds: 2.6, perSecond: 5 },
    ],
    // Slower than shimmer, and dangerous: WCAG allows three such flashes a second.
    ['with hard flashes, 3.5 a second', (at) => ((at * 3.5) % 1 < 0.5 ? 0.9 : 0.1), { seconds: 2.6, perSecond: 3.5 }],
  ])('%s', (_, luma, expected) => {
    const found = flickerIn(frames(3, luma));
    expect(Math.abs((found?.seconds ?? 0) - expected.seconds)).toBeLessThan(0.16);
    expect(Math.abs((found?.perSecond ?? 0) - expected.perSecond)).toBeLessThan(0.3);
  });
});

test.each<[string, (at: number, frame: number) => number]>([
  ['stands', () => 0.5],
  ['fades in and out', (at) => Math.min(1, at, 3 - at)],
  ['is cut twice a second', (at) => ((at * 2) % 2 < 1 ? 0.2 : 0.7)],
  ['flashes twice, as a lightning does', (at) => (at > 1 && at < 1.4 && (at * 10) % 2 < 1 ? 0.9 : 0.2)],
  ['breathes three times a second', wave(3, 0.05)],
  ['flickers less than anybody sees', wave(9, 0.006)],
  ['is noise', () => 0.5 + 0.006 * (random() + random() - 1)],
  ['flashes hard, but three times a second', (_, frame) => (frame % 10 < 5 ? 0.9 : 0.1)],
])('what %s does not flicker', (_, luma) => {
  expect(flickerIn(frames(3, luma))).toBeNull();
});

test('nothing does not flicker, nor does a single frame', () => {
  expect(flickerIn([])).toBeNull();
  expect(flickerIn(frames(0.04, () => 1))).toBeNull();
});
