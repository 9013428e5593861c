import { expect, test } from 'vitest';
import { operationName } from './operation-name.ts';

test.each([
  [{ id: 'p1', endpoint: 'kling/v2' }, 'p1'],
  [{ endpoint: 'kling/v2', requestId: 'r1' }, 'r1'],
  [{ task_id: 't1' }, 't1'],
  [{ name: 'operations/9' }, 'operations/9'],
  [{ id: '', taskId: 't2' }, 't2'],
  [{ id: 7, urls: ['https://x'] }, null],
  [{}, null],
  [null, null],
])('%j is called %s', (operation, name) => {
  expect(operationName(operation)).toBe(name);
});
