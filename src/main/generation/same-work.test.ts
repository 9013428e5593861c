import { expect, test } from 'vitest';
import { isSameWork } from './same-work.ts';

test.each([
  [{ received: 'at_1', id: 'req1' }, { id: 'req1', item: 'item1', units: 6 }, true],
  [{ id: 'req1', item: 'item1', units: 6 }, { id: 'req1', item: 'item1' }, true],
  [{ received: 'at_1', id: 'req1' }, { id: 'req2', item: 'item2' }, false],
  [{ received: 'at_1' }, { id: 'req1' }, false],
  [{ path: '/a' }, { path: '/a' }, true],
])('%j and %j: %s', (one, other, same) => {
  expect(isSameWork(one, other)).toBe(same);
});
