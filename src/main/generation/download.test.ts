import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDownload, type DownloadOrder } from './download.ts';
import { fastClock } from './testing/test-bench.ts';
import { type Answer, startTestServer, type TestServer } from './testing/test-server.ts';

let dir: string;
let server: TestServer;
let seen: IncomingHttpHeaders[];
const content = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251));
const file = () => join(dir, 'out');

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'download-'));
  server = await startTestServer('');
  seen = [];
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true });
});

const clock = fastClock().clock;
const fetchFile = (order: Partial<DownloadOrder> = {}, mostBytes?: number) =>
  createDownload({ clock, random: () => 0.5, ...(mostBytes ? { mostBytes } : {}) })({
    url: `${server.origin}/files/x`,
    file: file(),
    headersFor: () => ({}),
    allowPrivateHosts: new Set([server.host]),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...order,
  });
const whole: Answer = ({ response }) => void response.writeHead(200, { 'content-length': content.length }).end(content);
/** Sends half of what was asked for, and breaks off when some of it is on disk. */
const half =
  (headers: Record<string, string>): Answer =>
  async ({ request, response }) => {
    seen.push(request.headers);
    response.writeHead(200, { 'content-length': content.length, ...headers }).write(content.subarray(0, 100_000));
    await expect.poll(() => existsSync(file()) && statSync(file()).size).toBeGreaterThan(0);
    response.destroy();
  };
const rest: Answer = ({ request, response }) => {
  seen.push(request.headers);
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1]);
  const range = `bytes ${start}-${content.length - 1}/${content.length}`;
  response
    .writeHead(206, { 'content-range': range, 'content-length': content.length - start })
    .end(content.subarray(start));
};

test('goes on where a connection broke off', async () => {
  server.next('download', half({ etag: '"a"' }), rest);
  const fractions: (number | null)[] = [];
  await fetchFile({ onProgress: (fraction) => fractions.push(fraction) });
  expect(readFileSync(file())).toEqual(content);
  expect(seen[1]).toMatchObject({ range: expect.stringMatching(/^bytes=[1-9]\d*-$/), 'if-range': '"a"' });
  expect(fractions.at(-1)).toBe(1);
});

test('begins again when the server cannot say that it is still the same file', async () => {
  server.next('download', half({}), whole);
  await fetchFile();
  expect(readFileSync(file())).toEqual(content);
});

test('begins again when the server sends the whole file or another part', async () => {
  const wrongPart: Answer = ({ response }) =>
    void response.writeHead(206, { 'content-range': 'bytes 7-9/10' }).end('abc');
  server.next('download', half({ etag: '"a"' }), wrongPart, half({ etag: '"b"' }), whole);
  await fetchFile();
  expect(readFileSync(file())).toEqual(content);
});

test('waits out an outage', async () => {
  const down: Answer = ({ response }) => void response.writeHead(503, { 'retry-after': '2' }).end();
  server.next('download', down, ({ request }) => void request.socket.destroy(), whole);
  await fetchFile();
  expect(server.counts.download).toBe(3);
});

test('gives up in the end, and at once where asking again is of no use', async () => {
  server.next('download', ({ response }) => void response.writeHead(403).end());
  await expect(fetchFile()).rejects.toMatchObject({ code: 'network' });
  expect(server.counts.download).toBe(1);
  server.always('download', ({ response }) => void response.writeHead(503).end());
  await expect(fetchFile()).rejects.toMatchObject({ code: 'network' });
  expect(server.counts.download).toBe(16);
});

test('takes nothing that is empty or larger than the cap, said or unsaid', async () => {
  server.next('download', ({ response }) => void response.writeHead(200, { 'content-length': 0 }).end());
  await expect(fetchFile()).rejects.toMatchObject({ code: 'provider-failed', message: /empty/ });
  server.next('download', whole);
  await expect(fetchFile({}, 1000)).rejects.toMatchObject({ code: 'provider-failed', message: /larger/ });
  server.next('download', ({ response }) => void response.writeHead(200).end(content));
  await expect(fetchFile({}, 1000)).rejects.toMatchObject({ code: 'provider-failed', message: /larger/ });
});

test('follows redirects, with headers made anew for each host', async () => {
  const other = await startTestServer('');
  try {
    server.next(
      'download',
      ({ response }) => void response.writeHead(302, { location: `${other.origin}/files/y` }).end(),
    );
    other.next('download', (call) => {
      seen.push(call.request.headers);
      void whole(call);
    });
    await fetchFile({
      allowPrivateHosts: new Set([server.host, other.host]),
      headersFor: (url): Record<string, string> => (url.host === server.host ? { authorization: 'Bearer key' } : {}),
    });
    expect(readFileSync(file())).toEqual(content);
    expect(seen[0]?.authorization).toBeUndefined();
  } finally {
    await other.close();
  }
});

test.each([
  'http://127.0.0.1:1/x',
  'https://127.0.0.1:1/x',
  'https://[::1]/x',
  'https://[::ffff:10.0.0.1]/x',
  'https://169.254.169.254/latest',
  'https://localhost/x',
  'http://example.com/x',
  'file:///etc/passwd',
  'ftp://example.com/x',
  'nonsense',
])('does not fetch %s, not even after a redirect', async (address) => {
  await expect(fetchFile({ url: address })).rejects.toMatchObject({ code: 'provider-failed' });
  if (address === 'nonsense') return;
  server.next('download', ({ response }) => void response.writeHead(302, { location: address }).end());
  await expect(fetchFile()).rejects.toMatchObject({ code: 'provider-failed' });
});

test('does not run in circles', async () => {
  server.always('download', ({ response }) => void response.writeHead(302, { location: '/files/x' }).end());
  await expect(fetchFile()).rejects.toMatchObject({ code: 'provider-failed', message: /redirected/ });
});

test('stops when it is told to', async () => {
  const stop = new AbortController();
  server.next('download', ({ response }) => {
    response.writeHead(200).write('a', () => stop.abort());
  });
  await expect(fetchFile({ signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
});
