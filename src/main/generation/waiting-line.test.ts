import { expect, test } from 'vitest';
import { type Place, waitingLine } from './waiting-line.ts';

const place = (number: number, priority: Place['priority'] = 'medium'): Place => ({ number, priority });

test('high before medium before low, and the oldest first', () => {
  const line = waitingLine<Place>();
  const places = [place(3), place(1, 'low'), place(4, 'high'), place(2), place(5, 'high')];
  for (const each of places) line.insert(each);
  expect(line.drain().map(({ number }) => number)).toEqual([4, 5, 2, 3, 1]);
  expect(line.size()).toBe(0);
});

test('who leaves leaves no gap, and who was not there changes nothing', () => {
  const line = waitingLine<Place>();
  const [first, second, third] = [place(1), place(2), place(3)];
  for (const each of [third, first, second]) line.insert(each);
  expect([line.remove(second), line.remove(second), line.remove(place(1))]).toEqual([true, false, false]);
  expect([line.shift(), line.shift(), line.shift()]).toEqual([first, third, undefined]);
});

test('stays in order through many that come and go', () => {
  const line = waitingLine<Place>();
  const priorities = ['low', 'high', 'medium'] as const;
  const places = Array.from({ length: 300 }, (_, index) => place((index * 7919) % 1009, priorities[index % 3]));
  for (const each of places) line.insert(each);
  for (const each of places.filter((_, index) => index % 5 === 0)) line.remove(each);
  const left = line.drain();
  const rank = ({ priority, number }: Place) => ['high', 'medium', 'low'].indexOf(priority) * 10_000 + number;
  expect(left).toHaveLength(240);
  expect(left.map(rank)).toEqual(left.map(rank).sort((a, b) => a - b));
});
