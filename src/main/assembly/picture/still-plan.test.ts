import { expect, test } from 'vitest';
import { type StillMotion, stillWindow } from '../../../shared/still-window.ts';
import { planStill } from './still-plan.ts';
import { type AxisStep, pixelStep, scaledLength } from './still-track.ts';

const sizes = [
  [1280, 720],
  [1920, 1080],
  [1080, 1920],
  [3840, 2160],
  [720, 900],
  [1080, 1350],
  [1080, 1080],
  [640, 360],
  [270, 480],
  [598, 334],
] as const;
const motions = ['in', 'out', 'left', 'right', 'up', 'down'] as const satisfies StillMotion[];

/** Where the edges of what is shown lie on the plate, and where they should, in pixels of the canvas. */
function edgeError(
  { cut, offset, scaled, out }: AxisStep,
  plate: number,
  length: number,
  start: number,
  size: number,
): number {
  const step = pixelStep(cut, scaled);
  const zoom = length / (size * plate);
  const [low, high] = [offset + out * step, offset + (out + length) * step];
  return Math.max(Math.abs(low - start * plate), Math.abs(high - (start + size) * plate)) * zoom;
}

test.each(sizes)(
  'every frame of a still at %i x %i is near enough, of even numbers, inside its cut',
  (width, height) => {
    for (const motion of motions) {
      for (const sceneFrames of [37, 150, 600]) {
        const span = { from: 0, to: sceneFrames, sceneFrames };
        const { steps, plates, error } = planStill(motion, { width, height, quick: false }, span);
        expect(steps).toHaveLength(sceneFrames);
        expect(error).toBeLessThan(0.032);
        for (const [frame, { plate, x, y }] of steps.entries()) {
          const { size, zoom } = plates[plate] as (typeof plates)[number];
          const window = stillWindow(motion, frame / sceneFrames);
          expect(edgeError(x, size.width, width, window.left, window.size)).toBeLessThanOrEqual(error + 1e-9);
          expect(edgeError(y, size.height, height, window.top, window.size)).toBeLessThanOrEqual(error + 1e-9);
          expect([x.cut, x.offset, x.scaled, x.out, y.cut, y.offset, y.scaled, y.out].filter((n) => n % 2)).toEqual([]);
          expect(x.out + width <= x.scaled && y.out + height <= y.scaled).toBe(true);
          // What the scale filter will work out, from the width alone.
          expect(scaledLength(x.cut, zoom.x.first + zoom.x.growth * frame)).toBe(x.scaled);
          expect(scaledLength(y.cut, zoom.y.first + zoom.y.growth * frame)).toBe(y.scaled);
          if (plates.length > 1) expect((x.cut / 2) % plates.length).toBe(plate);
        }
      }
    }
  },
);

test('a part of a scene moves as it does in the whole', () => {
  for (const motion of motions) {
    const whole = planStill(motion, { width: 640, height: 360, quick: false }, { from: 0, to: 90, sceneFrames: 90 });
    const part = planStill(motion, { width: 640, height: 360, quick: false }, { from: 60, to: 75, sceneFrames: 90 });
    expect(part.steps).toEqual(whole.steps.slice(60, 75));
  }
});

test('drafts move with less care', () => {
  const { error, plates } = planStill(
    'in',
    { width: 640, height: 360, quick: true },
    { from: 0, to: 90, sceneFrames: 90 },
  );
  expect(error).toBeLessThan(0.1);
  expect(plates.length).toBe(2);
});
