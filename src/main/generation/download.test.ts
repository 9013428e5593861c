import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Clock } from './clock.ts';
import { createDownload, type DownloadOrder } from './download.ts';
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

// Waiting takes no time here; a turn of the loop lets the server act.
const clock: Clock = { now: Date.now, sleep: () => new Promise(setImmediate) };
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
  await expect(fetchFile()).rejects.toMatchObject({ code: 'bad-output', message: expect.stringMatching(/empty/) });
  const tooLarge = { code: 'bad-output', message: expect.stringMatching(/larger/) };
  server.next('download', whole);
  await expect(fetchFile({}, 1000)).rejects.toMatchObject(tooLarge);
  server.next('download', ({ response }) => void response.writeHead(200).end(content));
  await expect(fetchFile({}, 1000)).rejects.toMatchObject(tooLarge);
});

test('gives up on a file that ends at the same byte each time, although more was promised', async () => {
  const short: Answer = ({ response }) => {
    response.writeHead(200, { 'content-length': content.length, etag: '"a"' });
    response.write(content.subarray(0, 100_000), () => response.destroy());
  };
  const nothingMore: Answer = ({ response }) => {
    response.writeHead(206, { 'content-range': 'bytes 100000-199999/200000', 'content-length': 100_000 });
    response.flushHeaders();
    setImmediate(() => response.destroy());
  };
  server.always('download', (call) => void (call.request.headers.range ? nothingMore : short)(call));
  await expect(fetchFile({ maker: 'Kling' })).rejects.toMatchObject({
    code: 'bad-output',
    message: 'Kling gave a file that cannot be used: it breaks off after 100000 bytes.',
  });
});

test('asks for the rest of a file whose server hands out a part at a time', async () => {
  const part: Answer = ({ request, response }) => {
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const bytes = content.subarray(start, start + 80_000);
    const range = `bytes ${start}-${start + bytes.length - 1}/${content.length}`;
    response.writeHead(206, { 'content-range': range, 'content-length': bytes.length, etag: '"a"' }).end(bytes);
  };
  server.next('download', half({ etag: '"a"' }));
  server.always('download', part);
  await fetchFile();
  expect(readFileSync(file())).toEqual(content);
});

test('does not run in circles when the server takes back what it promised', async () => {
  const short: Answer = ({ response }) => {
    const bytes = content.subarray(0, 100_000 - server.counts.download);
    response.writeHead(200, { 'content-length': content.length, etag: '"a"' });
    response.write(bytes, () => response.destroy());
  };
  const noMore: Answer = ({ response }) => void response.writeHead(416).end();
  server.always('download', (call) => void (call.request.headers.range ? noMore : short)(call));
  await expect(fetchFile()).rejects.toMatchObject({ code: 'network' });
});

test.each([
  ['a web page', 'text/html; charset=utf-8', '<!DOCTYPE html><title>Sign in</title>'],
  ['a web page', 'video/mp4', '\n<html><body>'],
  ['a web page', 'text/html', 'Moved'],
  ['a JSON message', 'application/json', '{"error":"expired"}'],
  ['an XML message', 'application/xml', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'],
  ['a text message', 'text/plain', 'Not ready yet'],
])('does not take %s (%s) for media, and does not fetch it to its end', async (found, type, text) => {
  const endless: Answer = ({ response }) => {
    response.writeHead(200, { 'content-type': type });
    response.write(text.padEnd(70_000));
  };
  server.next('download', endless);
  await expect(fetchFile({ maker: 'Kling' })).rejects.toMatchObject({
    code: 'bad-output',
    message: `Kling gave a file that cannot be used: ${found} instead of media.`,
  });
  expect(existsSync(file()) ? statSync(file()).size : 0).toBe(0);
});

test('takes media whatever its server calls it', async () => {
  const png = Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n'), content]);
  server.next('download', ({ response }) => void response.writeHead(200, { 'content-type': 'text/html' }).end(png));
  await fetchFile();
  expect(readFileSync(file())).toEqual(png);
});

test.each([403, 404, 410])('asks for a fresh address once when the old one is refused with %s', async (status) => {
  const refused: Answer = ({ response }) => void response.writeHead(status).end();
  const asked: string[] = [];
  const refresh = async () => {
    asked.push('again');
    return `${server.origin}/files/fresh`;
  };
  const paths: (string | undefined)[] = [];
  server.next('download', half({ etag: '"a"' }), refused, (call) => {
    paths.push(call.request.url);
    return rest(call);
  });
  await fetchFile({ refresh });
  expect(readFileSync(file())).toEqual(content);
  expect(paths).toEqual(['/files/fresh']);
  server.always('download', refused);
  await expect(fetchFile({ refresh })).rejects.toMatchObject({ code: 'network' });
  expect(asked).toHaveLength(2);
});

test('ends when the vendor has no fresh address, or says why', async () => {
  server.always('download', ({ response }) => void response.writeHead(404).end());
  await expect(fetchFile({ refresh: async () => null })).rejects.toMatchObject({ code: 'network' });
  const failed = new AppError({ code: 'provider-failed' });
  await expect(fetchFile({ refresh: () => Promise.reject(failed) })).rejects.toBe(failed);
});

test('checks a fresh address like the first', async () => {
  server.next('download', ({ response }) => void response.writeHead(403).end());
  const refresh = async () => 'https://169.254.169.254/latest';
  await expect(fetchFile({ refresh })).rejects.toMatchObject({ code: 'provider-failed' });
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
  'https://0.0.0.0/x',
  'https://2130706433/x',
  'https://0x7f.1/x',
  'https://[::ffff:169.254.169.254]/x',
  'https://[64:ff9b::a00:1]/x',
  'https://[fd00::1]/x',
  'https://user@100.64.0.1/x',
  'data:text/plain,x',
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
