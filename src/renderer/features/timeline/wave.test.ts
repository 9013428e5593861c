import { expect, it } from 'vitest';
import { envelopePath, peakBetween, wavePath } from './wave.ts';

const peaks = { perSecond: 4, values: Float32Array.of(0, 0.25, 1, 0) };

it('finds the loudest sample of a stretch, and silence outside', () => {
  expect(peakBetween(peaks, 0, 0.5)).toBe(0.25);
  expect(peakBetween(peaks, 0.5, 0.51)).toBe(1);
  expect(peakBetween(peaks, 2, 3)).toBe(0);
});

it('draws one stroke for each bar, as high as it is loud', () => {
  const at = (x: number) => (x < 4 ? { seconds: x / 6, perPixel: 1 / 6 } : null);
  const path = wavePath({ peaks, from: 0, to: 9, height: 20, at, gain: () => 1, base: 'middle' });
  expect(path).toBe('M1 0.0v20.0M4 9.5v1.0M7 9.5v1.0');
});

it('grows from the ground where it is told to', () => {
  const at = () => ({ seconds: 0.25, perPixel: 0.01 });
  expect(wavePath({ peaks, from: 0, to: 2, height: 20, at, gain: () => 1, base: 'ground' })).toBe('M1 10.0v10.0');
});

it('draws no more than is asked for', () => {
  const path = wavePath({ peaks, from: 300, to: 306, height: 10, at: () => null, gain: () => 1, base: 'middle' });
  expect(path.match(/M/g)).toHaveLength(2);
});

it('draws the level of the music between two frames, with every bend between them', () => {
  const points = [
    { frame: 0, gain: 0 },
    { frame: 10, gain: 1 },
    { frame: 20, gain: 0.25 },
  ];
  const view = { fromFrame: 5, toFrame: 20, scale: 2, height: 12, loudest: 1 };
  expect(envelopePath(points, view)).toBe('M10.0 3.9L20.0 1.0L40.0 6.0');
});
