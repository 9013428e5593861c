import { expect, it } from 'vitest';
import { isSameRequest } from './same-request.ts';

it.each([
  [{ prompt: 'a fox', seed: 7 }, { prompt: 'a fox', seed: 7 }, true],
  [{ seed: 7, prompt: 'a fox' }, { prompt: 'a fox', seed: 7 }, true],
  [{ prompt: 'a fox', seed: 8 }, { prompt: 'a fox', seed: 7 }, false],
  [{ prompt: 'a fox', seed: '7' }, { prompt: 'a fox', seed: 7 }, false],
  [{ prompt: 'a fox' }, { prompt: 'a fox', seed: 7 }, false],
  [{ prompt: 'a fox', image: 'https://a.example/x' }, { prompt: 'a fox' }, false],
  [{ image: 'https://a.example/x' }, { image: '(48213 characters)' }, true],
  [{}, { image: '(48213 characters)' }, false],
  [{ frames: [1, { a: 2 }] }, { frames: [1, { a: 2 }] }, true],
  [{ frames: [1] }, { frames: [1, 2] }, false],
  [{ frames: { 0: 1 } }, { frames: [1] }, false],
  [{}, {}, true],
  [null, {}, false],
])('listed %j, sent %j: %s', (listed, sent, same) => {
  expect(isSameRequest(listed, sent)).toBe(same);
});
