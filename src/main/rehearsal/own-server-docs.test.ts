import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createVendorSend } from '../vendors/kit/send.ts';
import { ownServer } from '../vendors/own-server.ts';
import { inputsFor, ticket } from './testing/adapter-bench.ts';
import { catalogueRows, rowOf } from './testing/catalogue-rows.ts';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

it('the ten lines of the documentation are a server that makes clips', async () => {
  const docs = await readFile(join(import.meta.dirname, '../../../docs/own-server.md'), 'utf8');
  const code = /```js\n(?<code>[\s\S]*?)```/.exec(docs)?.groups?.code ?? '';
  const dir = await mkdtemp(join(tmpdir(), 'own-server-'));
  const port = await freePort();
  await writeFile(join(dir, 'server.mjs'), code.replace('8000', String(port)));
  const child = spawn(process.execPath, [join(dir, 'server.mjs')], { stdio: 'inherit' });
  try {
    const send = createVendorSend({ fetch, baseUrls: {} });
    const row = rowOf(await catalogueRows('own-server'), 'own-server-clip');
    const wish = { ...inputsFor(row), seconds: 1, width: 160, height: 90 };
    const { request } = ownServer.direct.toRequest(row, wish as never, undefined, ticket);
    const call = () => send(ownServer, request, `http://127.0.0.1:${port}`, new AbortController().signal);
    const there = () => fetch(`http://127.0.0.1:${port}/`).then(Boolean, () => false);
    await expect.poll(there, { timeout: 10_000 }).toBe(true);
    const { media } = ownServer.direct.readResult(await call());
    expect(Buffer.from(media).subarray(4, 8).toString()).toBe('ftyp');
  } finally {
    child.kill();
    await rm(dir, { recursive: true });
  }
});
