import { expect, test } from 'vitest';
import { createSeats } from './seats.ts';

test('what is seen gets the seats before what is near, and the first before the others', () => {
  const seats = createSeats(2);
  const seated = () => [...seats.getState().seated];
  for (const id of ['a', 'b', 'c']) seats.enter(id, false);
  expect(seated()).toEqual(['a', 'b']);
  seats.enter('c', true);
  expect(seated()).toEqual(['c', 'a']);
  seats.leave('a');
  seats.enter('c', false);
  expect(seated()).toEqual(['b', 'c']);
});
