import { expect, test } from 'vitest';
import { createErrands, type Errands } from './errands.ts';

/** Work that ends when it is told to, and not at once. */
const steps = (done: string[]) => (signal: AbortSignal) =>
  new Promise<string>((resolve) => {
    signal.addEventListener('abort', () =>
      setTimeout(() => {
        done.push('cleared away');
        resolve('stopped');
      }, 5),
    );
  });
const cancelled = async (errands: Errands, signal?: AbortSignal) =>
  expect(errands.run(signal, async () => 'ran')).rejects.toMatchObject({ code: 'cancelled' });

test('the studio waits until what it stops has ended, and begins nothing more', async () => {
  const errands = createErrands();
  const done: string[] = [];
  const running = errands.run(undefined, steps(done));
  await errands.stop();
  expect(done).toEqual(['cleared away']);
  expect(await running).toBe('stopped');
  await cancelled(errands);
});

test('a request stops its own only', async () => {
  const errands = createErrands();
  const [mine, others]: [string[], string[]] = [[], []];
  const request = new AbortController();
  const running = errands.run(request.signal, steps(mine));
  const other = errands.run(new AbortController().signal, steps(others));
  request.abort();
  await running;
  expect([mine, others]).toEqual([['cleared away'], []]);
  await cancelled(errands, request.signal);
  expect(await errands.run(undefined, async () => 'ran')).toBe('ran');
  await errands.stop();
  await other;
});

test('what fails is thrown, and holds nobody up', async () => {
  const errands = createErrands();
  const failing = errands.run(undefined, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  await errands.stop();
});
