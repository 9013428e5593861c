import { expect, it } from 'vitest';
import { tickStep, ticks, timecode } from './ruler.ts';

it.each([
  [0, '30', '0:00:00'],
  [436, '30', '0:14:16'],
  [25 * 3727 + 6, '25', '1:02:07:06'],
  [30, '30000/1001', '0:01:00'],
] as const)('frame %i at %s is %s', (frame, rate, text) => {
  expect(timecode(frame, rate)).toBe(text);
});

it.each([
  [24, 5],
  [3, 30],
  [0.5, 150],
  [0.001, 108_000],
])('at %d pixels a frame a label stands every %i frames', (scale, step) => {
  expect(tickStep(scale, '30')).toBe(step);
});

it('writes frames only where they differ', () => {
  expect(ticks(3, '30', { from: 45, to: 95 })).toEqual([
    { frame: 30, label: '0:01' },
    { frame: 60, label: '0:02' },
    { frame: 90, label: '0:03' },
  ]);
  expect(ticks(24, '30', { from: 0, to: 6 }).map(({ label }) => label)).toEqual(['0:00:00', '0:00:05']);
});
