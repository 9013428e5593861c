import { expect, test } from 'vitest';
import { newId } from './ids.ts';
import { isRejected, markOf, withMark } from './mark.ts';

const [one, other] = [newId('take'), newId('take')];

test('a mark changes in one thing at a time and goes when it says nothing any more', () => {
  const starred = withMark([], one, { star: true });
  const both = withMark(withMark(starred, one, { note: 'Soft focus' }), other, { rejected: true });
  expect(markOf({ marks: both }, one)).toEqual({ takeId: one, star: true, rejected: false, note: 'Soft focus' });
  expect(isRejected({ marks: both }, other)).toBe(true);
  expect(isRejected({ marks: both }, one)).toBe(false);
  const left = withMark(withMark(both, one, { star: false }), one, { note: '' });
  expect(left.map(({ takeId }) => takeId)).toEqual([other]);
});
