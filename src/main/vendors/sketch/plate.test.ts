import { expect, test } from 'vitest';
import { createCamera } from './camera.ts';
import { drawPlate, newFrame, paintPlate, solidFrom } from './plate.ts';
import { circle, fillShape } from './shape.ts';

const light = (data: Float32Array) => data.reduce((sum, value) => sum + value, 0);
const still = createCamera({
  ...{ move: 'still', pace: 0, handheld: false, focus: { x: 16, y: 16 }, width: 32, height: 32, seconds: 1 },
}).view(0, 0);

test('a plate moved between pixels keeps its light and its place', () => {
  const plate = paintPlate({ left: 10, top: 10, right: 20, bottom: 20 }, 1, (x, y, out) => {
    if (x > 12 && x < 18 && y > 12 && y < 18) out.fill(1);
  });
  const centres = [0, 0.25, 0.5, 0.75].map((dx) => {
    const frame = newFrame(32, 32);
    drawPlate(frame, plate, still, { dx });
    let weighted = 0;
    for (let i = 0; i < frame.data.length; i += 3) weighted += (frame.data[i] ?? 0) * ((i / 3) % 32);
    return { sum: light(frame.data) / 3, centre: (weighted * 3) / light(frame.data) };
  });
  for (const [i, { sum, centre }] of centres.entries()) {
    expect(sum).toBeCloseTo(centres[0]?.sum ?? 0, 0);
    // The camera's own scale of about 1.03 stretches the quarter pixels a little.
    expect(centre - (centres[0]?.centre ?? 0)).toBeCloseTo(i * 0.25, 1);
  }
});

test('colour without alpha adds, colour with alpha covers', () => {
  const frame = newFrame(32, 32);
  frame.data.fill(100);
  const area = { left: 0, top: 0, right: 31, bottom: 31 };
  drawPlate(
    frame,
    paintPlate(area, 1, (_x, _y, out) => out.set([20, 20, 20, 0])),
    still,
  );
  expect(frame.data[(16 * 32 + 16) * 3]).toBeCloseTo(120, 3);
  drawPlate(
    frame,
    paintPlate(area, 1, (_x, _y, out) => out.set([7, 7, 7, 1])),
    still,
  );
  expect(frame.data[(16 * 32 + 16) * 3]).toBeCloseTo(7, 3);
});

test.each([0, 0.3, 0.5])('a disc at %d covers its own area exactly', (offset) => {
  const frame = newFrame(64, 64);
  fillShape(frame, [circle(30 + offset, 31 + offset, 20)], { colour: [1, 1, 1] });
  const sides = 28;
  const area = 0.5 * sides * 20 * 20 * Math.sin((2 * Math.PI) / sides);
  expect(light(frame.data) / 3).toBeCloseTo(area, 1);
});

test('a shape that hangs over the edges is cut there', () => {
  const frame = newFrame(16, 16);
  fillShape(
    frame,
    [
      [
        [-50, -50],
        [50, -50],
        [50, 50],
        [-50, 50],
      ],
    ],
    { colour: [1, 2, 3] },
  );
  expect([...frame.data.slice(0, 3)]).toEqual([1, 2, 3]);
  expect(light(frame.data)).toBeCloseTo(16 * 16 * 6, 3);
});

test('an inner outline that runs the other way is a hole', () => {
  const frame = newFrame(40, 40);
  fillShape(frame, [circle(20, 20, 15), circle(20, 20, 8).toReversed()], { colour: [9, 9, 9] });
  expect(frame.data[(20 * 40 + 20) * 3]).toBe(0);
  expect(frame.data[(20 * 40 + 32) * 3]).toBeCloseTo(9, 3);
});

test('a plate is solid below its last see-through row', () => {
  const area = { left: 0, top: 0, right: 9, bottom: 9 };
  const plate = paintPlate(area, 1, (x, y, out) => {
    out[3] = y > 6 || (x > 3 && y > 4) ? 1 : 0.99;
  });
  expect(solidFrom(plate)).toBe(6);
  expect(solidFrom(paintPlate(area, 1, (_x, _y, out) => out.fill(0)))).toBe(plate.height);
});
