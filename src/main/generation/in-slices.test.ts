import { expect, test } from 'vitest';
import { inSlices } from './in-slices.ts';

test('works in order, and lets others have their turn while it takes long', async () => {
  let turns = 0;
  const others = setInterval(() => turns++, 0);
  const busy = (item: number): number => {
    const until = performance.now() + 5;
    while (performance.now() < until);
    return item * 2;
  };
  const results = await inSlices([1, 2, 3, 4, 5, 6, 7, 8, 9], busy).finally(() => clearInterval(others));
  expect(results).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18]);
  expect(turns).toBeGreaterThan(0);
});

test('what its work throws comes out', async () => {
  const work = (): never => {
    throw new Error('no');
  };
  await expect(inSlices([1], work)).rejects.toThrow('no');
});
