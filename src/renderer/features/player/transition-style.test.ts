import { expect, it } from 'vitest';
import { transitions } from '../../../shared/film.ts';
import { transitionStyle, veilOf } from './transition-style.ts';

it('leaves a scene alone outside of transitions', () => {
  expect(transitionStyle(null)).toEqual({});
  expect(veilOf(null)).toBeNull();
});

it.each(transitions)('%s shows something of its own on the way', (kind) => {
  const leaving = { kind, role: 'leaving', progress: 0.25 } as const;
  const styles = [transitionStyle(leaving), transitionStyle({ ...leaving, role: 'arriving' }), veilOf(leaving) ?? {}];
  expect(styles.some((style) => Object.keys(style).length > 0)).toBe(true);
});

it('dips through one colour, fullest in the middle', () => {
  const at = (progress: number) => veilOf({ kind: 'dip-white', role: 'leaving', progress })?.opacity;
  expect([at(0.25), at(0.5), at(0.75)]).toEqual([0.5, 1, 0.5]);
  expect(transitionStyle({ kind: 'dip-white', role: 'arriving', progress: 0.4 })).toEqual({ opacity: 0 });
  expect(transitionStyle({ kind: 'dip-white', role: 'arriving', progress: 0.6 })).toEqual({});
});

it('slides both pictures by the same way', () => {
  expect(transitionStyle({ kind: 'slide', role: 'leaving', progress: 0.25 }).transform).toBe('translateX(-25.00%)');
  expect(transitionStyle({ kind: 'slide', role: 'arriving', progress: 0.25 }).transform).toBe('translateX(75.00%)');
});
