import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { type Transition, transitions } from '../../../shared/film.ts';
import { testEncoding } from './test-encoding.ts';
import { transitionFilters } from './transition-filters.ts';

/** Mean brightness of each frame of a transition from light to dark grey, as raw numbers 16 to 235. */
function brightness(transition: Transition, frames: number): number[] {
  const grey = (level: number): string =>
    `color=c=black:s=160x90:r=30,geq=lum=${level}:cb=128:cr=128,format=yuv420p,trim=end_frame=${frames}`;
  const graph = transitionFilters(transition, frames, testEncoding, ['[a]', '[b]']);
  const filters = `${grey(180)}[a];${grey(80)}[b];${graph}[out]`;
  const output = ['-map', '[out]', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'];
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-filter_complex', filters, ...output], { maxBuffer: 1 << 24 });
  const [all, light] = [(160 * 90 * 3) / 2, 160 * 90];
  return Array.from({ length: raw.length / all }, (_, frame) => {
    const plane = raw.subarray(frame * all, frame * all + light);
    return plane.reduce((sum, value) => sum + value, 0) / light;
  });
}

test.each(transitions)('%s goes from the one to the other without a doubled, missing or black frame', (transition) => {
  const levels = brightness(transition, 9);
  expect(levels).toHaveLength(9);
  const changes = [180, ...levels, 80].map((level, index, all) => Math.abs(level - (all[index + 1] ?? level)));
  // Every frame differs from the one before it, also over both seams; the last has none after it.
  if (transition !== 'wipe') expect(Math.min(...changes.slice(0, -1))).toBeGreaterThan(2);
  if (!transition.startsWith('dip')) {
    expect(levels).toEqual(levels.toSorted((a, b) => b - a));
    expect(Math.abs((levels[4] ?? 0) - 130)).toBeLessThan(3);
  }
});

test.each([
  ['dip-black', 16],
  ['dip-white', 235],
] as const)('%s is its colour in the very middle', (transition, level) => {
  const levels = brightness(transition, 9);
  expect(levels[4]).toBeCloseTo(level, 0);
  const [distance = [], other = []] = [levels.slice(0, 4), levels.slice(5)].map((side) =>
    side.map((value) => Math.abs(value - level)),
  );
  expect(distance).toEqual(distance.toSorted((a, b) => b - a));
  expect(other).toEqual(other.toSorted((a, b) => a - b));
});

test.each(transitions)('%s may be as short as one or two frames', (transition) => {
  expect([1, 2].map((frames) => brightness(transition, frames).length)).toEqual([1, 2]);
});
