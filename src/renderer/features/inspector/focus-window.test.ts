import { expect, it } from 'vitest';
import { focusWindow, movedFocus } from './focus-window.ts';

const wide = { width: 1600, height: 900 };
const square = { width: 500, height: 500 };

it('cuts sides or top and bottom, about the point', () => {
  expect(focusWindow(wide, square, { x: 0.5, y: 0.5 })).toEqual({ left: 0.21875, top: 0, width: 0.5625, height: 1 });
  expect(focusWindow(square, wide, { x: 0.5, y: 1 })).toEqual({ left: 0, top: 0.4375, width: 1, height: 0.5625 });
  expect(focusWindow(wide, wide, { x: 0, y: 0 })).toEqual({ left: 0, top: 0, width: 1, height: 1 });
});

it('stays on the picture', () => {
  expect(movedFocus({ x: 0.95, y: 0.5 }, 0.1, -0.01)).toEqual({ x: 1, y: 0.49 });
});
