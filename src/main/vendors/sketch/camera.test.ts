import { describe, expect, test } from 'vitest';
import { createCamera, ease, reach } from './camera.ts';
import type { Move } from './reading.ts';

const moves: Move[] = ['push', 'pull', 'pan-left', 'pan-right', 'tilt-up', 'tilt-down', 'rise', 'still'];
const plan = { pace: 1.6, focus: { x: 60, y: 50 }, width: 160, height: 90, seconds: 4 };

test('ease runs from 0 to 1 without a jump in speed', () => {
  expect(ease(0)).toBe(0);
  expect(ease(1)).toBe(1);
  const at = Array.from({ length: 201 }, (_, i) => ease(i / 200));
  const speeds = at.slice(1).map((value, i) => value - (at[i] ?? 0));
  expect(Math.min(...speeds)).toBeGreaterThanOrEqual(0);
  const changes = speeds.slice(1).map((speed, i) => Math.abs(speed - (speeds[i] ?? 0)));
  expect(Math.max(...changes)).toBeLessThan(0.001);
});

describe.each(moves)('%s', (move) => {
  test.each([false, true])('never looks past the plates (handheld %s)', (handheld) => {
    const camera = createCamera({ ...plan, move, handheld });
    for (const depth of [0, 0.5, 1]) {
      for (let time = 0; time <= 4; time += 0.1) {
        const view = camera.view(time, depth);
        const aside = 160 * reach.x * depth + 160 * 0.02;
        const beyond = 90 * reach.y * depth + 90 * 0.02;
        expect(view.x(0)).toBeGreaterThanOrEqual(-aside);
        expect(view.x(160)).toBeLessThanOrEqual(160 + aside);
        expect(view.y(0)).toBeGreaterThanOrEqual(-beyond);
        expect(view.y(90)).toBeLessThanOrEqual(90 + beyond);
      }
    }
  });

  test('moves, near things more than far ones', () => {
    const camera = createCamera({ ...plan, move, handheld: false });
    const travel = (depth: number) => {
      const [a, b] = [camera.view(0, depth), camera.view(4, depth)];
      return Math.hypot(a.toX(20) - b.toX(20), a.toY(20) - b.toY(20));
    };
    expect(travel(1)).toBeGreaterThan(0.1);
    expect(travel(1)).toBeGreaterThan(travel(0));
  });
});

test('frame and stage positions agree both ways', () => {
  const view = createCamera({ ...plan, move: 'rise', handheld: true }).view(1.3, 0.7);
  expect(view.toX(view.x(33))).toBeCloseTo(33, 6);
  expect(view.toY(view.y(44))).toBeCloseTo(44, 6);
});
