import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toErrorData } from '../../../shared/errors.ts';
import { receiveUpload } from './upload.ts';

let dir: string;
let server: Server;
let target = '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'upload-'));
  server = createServer((request, response) => {
    receiveUpload(request, target, 10).then(
      () => response.end('ok'),
      (error: unknown) => response.end(toErrorData(error).code),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.close();
  await rm(dir, { recursive: true });
});

/** Sends the chunks without saying beforehand how long they are. */
async function send(path: string, chunks: readonly string[]): Promise<string> {
  target = path;
  const { port } = server.address() as AddressInfo;
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
  return (await fetch(`http://127.0.0.1:${port}/`, init)).text();
}

test('a file at the limit arrives, and has no other name before', async () => {
  expect(await send(join(dir, 'a.mp4'), ['01234', '56789'])).toBe('ok');
  expect(await readFile(join(dir, 'a.mp4'), 'utf8')).toBe('0123456789');
  expect(await readdir(dir)).toEqual(['a.mp4']);
});

test('more than the limit is refused while it arrives, and nothing stays', async () => {
  expect(await send(join(dir, 'b.mp4'), ['0123456789', 'x'])).toBe('invalid-input');
  expect(await readdir(dir)).toEqual(['a.mp4']);
});

test('a folder that is gone is said', async () => {
  expect(await send(join(dir, 'gone', 'c.mp4'), ['x'])).not.toBe('internal');
});
