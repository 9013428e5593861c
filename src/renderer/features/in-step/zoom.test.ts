import { expect, test } from 'vitest';
import { panBy, wholePicture, zoomAt } from './zoom.ts';

/** Where a point of the frame lies in the picture. */
const under = ({ scale, x, y }: typeof wholePicture, at: { x: number; y: number }) => ({
  x: x + (at.x - 0.5) / scale,
  y: y + (at.y - 0.5) / scale,
});

test('what is under the pointer stays there', () => {
  const at = { x: 0.3, y: 0.6 };
  const once = zoomAt(wholePicture, 2, at);
  const twice = zoomAt(once, 1.5, at);
  for (const zoom of [once, twice, zoomAt(twice, 0.7, at)]) {
    expect(under(zoom, at).x).toBeCloseTo(0.3);
    expect(under(zoom, at).y).toBeCloseTo(0.6);
  }
});

test('nothing outside of the picture comes into sight', () => {
  expect(zoomAt(zoomAt(wholePicture, 2, { x: 0, y: 0 }), 0.1, { x: 1, y: 1 })).toEqual(wholePicture);
  expect(panBy({ scale: 2, x: 0.5, y: 0.5 }, 1, -1)).toEqual({ scale: 2, x: 0.25, y: 0.75 });
  expect(panBy(wholePicture, 0.4, 0.4)).toEqual(wholePicture);
  expect(zoomAt(wholePicture, 100, { x: 0.5, y: 0.5 }).scale).toBe(8);
});
