import { expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { keepConnection, type Pipe } from './connection.ts';

/** A studio that can go away and come back. */
function studio() {
  const pipes: (() => void)[] = [];
  const there = { up: true, refusal: new Error('nobody') as Error };
  const open = async (): Promise<Pipe> => {
    if (!there.up) throw there.refusal;
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    pipes.push(close);
    return { link: { call: async (path) => path.join('.') }, closed, close };
  };
  return { there, open, drop: () => pipes.at(-1)?.() };
}
const call = (connection: ReturnType<typeof keepConnection>) =>
  connection.link.call(['films', 'recent'], undefined, { context: {} });

test('calls before the first connection wait for it', async () => {
  const { open } = studio();
  const connection = keepConnection(open, [1]);
  expect(connection.state()).toBe('connecting');
  await expect(call(connection)).resolves.toBe('films.recent');
  expect(connection.state()).toBe('open');
  connection.close();
});

test('while the studio is away calls fail at once, and it comes back by itself', async () => {
  const { open, drop, there } = studio();
  const connection = keepConnection(open, [1]);
  const states: string[] = [];
  connection.subscribe((state) => states.push(state));
  await call(connection);
  there.up = false;
  drop();
  await vi.waitFor(() => expect(connection.state()).toBe('away'));
  await expect(call(connection)).rejects.toMatchObject({ code: 'network' });
  there.up = true;
  await vi.waitFor(() => expect(connection.state()).toBe('open'), { timeout: 5000 });
  expect(states).toEqual(['open', 'away', 'open']);
  connection.close();
});

test('a studio that refuses says why', async () => {
  const { open, there } = studio();
  there.up = false;
  there.refusal = new AppError({ code: 'not-allowed' });
  const connection = keepConnection(open, [1]);
  await expect(call(connection)).rejects.toMatchObject({ code: 'network' });
  expect(connection.state()).toBe('away');
  expect(connection.reason()?.code).toBe('not-allowed');
  connection.close();
});
