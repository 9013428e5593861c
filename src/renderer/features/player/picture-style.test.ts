import { expect, it } from 'vitest';
import { layingStyle, motionStyle } from './picture-style.ts';

it('keeps the focus point in view when the picture is cut', () => {
  expect(layingStyle({ fit: 'fill', focus: { x: 0.2, y: 0.7 } })).toEqual({
    objectFit: 'cover',
    objectPosition: '20% 70%',
  });
  expect(layingStyle({ fit: 'blur', focus: { x: 0.2, y: 0.7 } })).toEqual({ objectFit: 'contain' });
});

it('shows the window of the still and no more of it', () => {
  const frames = 11;
  const [first, last] = [0, 10].map((frame) => motionStyle({ motion: 'in', frames }, frame).transform);
  expect(first).toBe('scale(1.000000) translate(0.0000%, 0.0000%)');
  expect(last).toBe('scale(1.080000) translate(-3.7037%, -3.7037%)');
  expect(motionStyle({ motion: 'none', frames }, 4)).toEqual({});
});
