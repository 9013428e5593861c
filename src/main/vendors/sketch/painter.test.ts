import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createPainter } from './painter.ts';
import { readPrompt } from './read-prompt.ts';

const [width, height, fps] = [96, 54, 30];

function paint(prompt: string, seed: number, frames: readonly number[], size = { width, height }): Uint8Array[] {
  const painter = createPainter({ reading: readPrompt(prompt, 'story', seed), prompt, seed, ...size, seconds: 2 });
  return frames.map((index) => {
    const out = new Uint8Array(size.width * size.height * 3);
    painter.paint(index, index / fps, out);
    return out;
  });
}

const digest = (frames: readonly Uint8Array[]) =>
  frames.reduce((hash, frame) => hash.update(frame), createHash('sha256')).digest('hex');

/** Mean difference a sample, 0 to 255. */
function difference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length;
}

/** The picture with its grain averaged away. */
function softened(frame: Uint8Array): Uint8Array {
  return frame.map((_, i) => {
    let [sum, count] = [0, 0];
    for (const step of [-2, -1, 0, 1, 2]) {
      for (const row of [-1, 0, 1]) {
        const at = i + step * 3 + row * width * 3;
        if (at < 0 || at >= frame.length) continue;
        sum += frame[at] ?? 0;
        count += 1;
      }
    }
    return sum / count;
  });
}

const prompts = [
  'Slow push towards a lighthouse at first light, low fog on a flat sea',
  'Waves climbing the rock, spray lit from behind',
  'Mountain lake with a boat at dawn',
  'Forest path, morning mist',
  'City at night in the rain, neon',
  'Desert road at noon, a red car',
  'Child running through a wheat field at sunset',
  'Snow on a cabin in a field, winter night',
  'A bottle turning on a marble table',
  'Coffee cup by the window',
  'Old woman smiling as she winds the clockwork, lamp light',
  'An old man with a lamp beside a window, evening',
  'Close-up, a man holds a lantern to a window at night, rain',
  'A woman writes a letter by candle light, a clock on the wall',
  'A small fishing boat on high waves in a storm',
  'A woman walks through a green field toward a lighthouse and a house, sunny',
  'Snowy mountains before sunrise',
  'Eleven sailing boats on a calm sea at dawn',
  'Planet in deep space',
  'Abstract flowing shapes',
];

test('a strike of lightning is one flash, without a flicker and never to white', () => {
  const every = Array.from({ length: 2 * fps }, (_, index) => index);
  const means = paint('Stormy sea at night, lightning', 3, every).map(
    (frame) => frame.reduce((sum, value) => sum + value, 0) / frame.length,
  );
  const rising = means.map((mean, i) => mean - (means[i - 1] ?? mean) > 1.5);
  expect(rising.filter((now, i) => now && !rising[i - 1])).toHaveLength(1);
  expect(Math.max(...means)).toBeLessThan(130);
});

describe.each(prompts)('%s', (prompt) => {
  test('is the same picture for the same seed and another for another', () => {
    const [a, b] = [paint(prompt, 7, [0, 3]), paint(prompt, 7, [0, 3])];
    expect(digest(a)).toBe(digest(b));
    const other = paint(prompt, 8, [0]);
    expect(difference(softened(a[0] as Uint8Array), softened(other[0] as Uint8Array))).toBeGreaterThan(4);
  });

  test('moves in every frame and never jumps', () => {
    const frames = paint(prompt, 3, [20, 21, 22, 23, 24, 25, 26]).map(softened);
    const steps = frames.slice(1).map((frame, i) => difference(frame, frames[i] as Uint8Array));
    const middle = steps.toSorted((a, b) => a - b)[3] ?? 0;
    expect(difference(frames[0] as Uint8Array, frames[6] as Uint8Array)).toBeGreaterThan(0.3);
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(Math.max(...steps)).toBeLessThan(Math.max(1, middle * 2.5));
  });

  test('shows nothing of the frame before where later layers hide earlier ones', () => {
    const later = paint(prompt, 3, [0, 59])[1] as Uint8Array;
    expect(digest([later])).toBe(digest(paint(prompt, 3, [59])));
  });

  test('fills every shape of frame with light and dark', () => {
    for (const size of [
      { width: 54, height: 96 },
      { width: 64, height: 64 },
    ]) {
      const [frame] = paint(prompt, 5, [10], size);
      const values = frame ?? new Uint8Array();
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      expect(mean).toBeGreaterThan(8);
      expect(mean).toBeLessThan(235);
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(60);
    }
  });
});
