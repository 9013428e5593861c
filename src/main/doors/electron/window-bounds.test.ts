import { expect, test } from 'vitest';
import { windowBounds } from './window-bounds.ts';

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };

test('the first window is centred on the first display', () => {
  expect(windowBounds(null, [main, left])).toEqual({ x: 240, y: 103, width: 1440, height: 900 });
});

test('a window comes back where it was, on any display', () => {
  for (const saved of [
    { x: 100, y: 60, width: 1200, height: 800 },
    { x: -1200, y: 10, width: 1100, height: 700 },
  ]) {
    expect(windowBounds(saved, [main, left])).toEqual(saved);
  }
});

test('a window whose display is gone is centred on another, in its size', () => {
  const saved = { x: -1200, y: 10, width: 1100, height: 700 };
  expect(windowBounds(saved, [main])).toEqual({ x: 410, y: 203, width: 1100, height: 700 });
});

test('a window that hangs over an edge is pulled in, and one that is too large made to fit', () => {
  expect(windowBounds({ x: 1500, y: 500, width: 1200, height: 800 }, [main])).toMatchObject({ x: 720, y: 280 });
  expect(windowBounds({ x: 0, y: 0, width: 4000, height: 3000 }, [main])).toEqual(main);
});

test('on a display smaller than the smallest window, the display decides', () => {
  const small = { x: 0, y: 0, width: 800, height: 600 };
  expect(windowBounds(null, [small])).toEqual(small);
});
