import { expect, test } from 'vitest';
import { newScene } from './film.ts';
import { withMark } from './mark.ts';
import { takeInCut, takeSchema } from './take.ts';
import { testTake } from './test-take.ts';

const scene = newScene();
const take = (number: number) => testTake(scene.id, 'picture', {}, { number });
const [first, second, third] = [take(1), take(2), take(3)] as const;
const takes = [first, second, third];
const inCut = (changes: Partial<typeof scene>) => takeInCut(takes, { ...scene, ...changes }, 'picture');
const rejected = (...list: (typeof first)[]) =>
  list.reduce((marks, { id }) => withMark(marks, id, { rejected: true }), scene.marks);

test('the cut passes over what was rejected, unless it is circled', () => {
  expect(inCut({})).toBe(third);
  expect(inCut({ marks: rejected(third) })).toBe(second);
  expect(inCut({ marks: rejected(first, second, third) })).toBeNull();
  expect(inCut({ marks: rejected(third), circled: { picture: third.id, voice: null } })).toBe(third);
});

test('a star is no reason to be used', () => {
  expect(inCut({ marks: withMark([], first.id, { star: true }) })).toBe(third);
});

test.each<[string, Partial<typeof first>]>([
  ['no time', { createdAt: 'yesterday' }],
  ['ages', { tookMs: 1e300 }],
])('a take that a stranger says took %s is none: its beginning could not be told', (_, changes) => {
  expect(takeSchema.safeParse(first).success).toBe(true);
  expect(takeSchema.safeParse({ ...first, ...changes }).success).toBe(false);
});
