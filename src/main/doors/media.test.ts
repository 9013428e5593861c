import { mkdtemp, readdir, readlink, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mediaResponse } from './media.ts';

/** Larger than two chunks of the stream, so that seams are read across. */
const bytes = new Uint8Array(700_001).map((_, index) => (index * 31) % 251);
let dir: string;
let film: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'media-'));
  film = join(dir, 'take.mp4');
  await writeFile(film, bytes);
});
afterAll(() => rm(dir, { recursive: true }));

const ask = (headers: Record<string, string> = {}, method = 'GET', file = film): Promise<Response> =>
  mediaResponse(file, new Request('media://film/x', { method, headers }));

const body = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());

/** How many descriptors of this process point at the file. */
async function openHandles(file: string): Promise<number> {
  const links = await Promise.all(
    (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => 'gone meanwhile')),
  );
  return links.filter((link) => link === file).length;
}

test('gives the whole file with its length and type', async () => {
  const response = await ask();
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': '700001',
    'accept-ranges': 'bytes',
  });
  expect(await body(response)).toEqual(bytes);
});

test.each(['page.html', 'picture.svg', 'script.js', 'take.json'])(
  'nothing in a film folder is served as a page or a script: %s',
  async (name) => {
    const file = join(dir, name);
    await writeFile(file, '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const { headers } = await ask({}, 'HEAD', file);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  },
);

test.each([0, 1, 262_143, 262_144, 699_999, 700_000])(
  'an open range from %i reaches the end, uncapped',
  async (from) => {
    const response = await ask({ range: `bytes=${from}-` });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-length')).toBe(String(bytes.length - from));
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-700000/700001`);
    expect(await body(response)).toEqual(bytes.subarray(from));
  },
);

test('a closed range gives exactly its bytes', async () => {
  expect(await body(await ask({ range: 'bytes=262100-262200' }))).toEqual(bytes.slice(262_100, 262_201));
});

test('a range behind the end is refused with the size', async () => {
  const response = await ask({ range: 'bytes=700001-' });
  expect(response.status).toBe(416);
  expect(response.headers.get('content-range')).toBe('bytes */700001');
});

test('HEAD gives headers only', async () => {
  const response = await ask({ range: 'bytes=100-' }, 'HEAD');
  expect([response.status, response.headers.get('content-length'), response.body]).toEqual([206, '699901', null]);
});

test('other methods are refused', async () => {
  expect((await ask({}, 'POST')).status).toBe(405);
});

test('a known entity is not sent again, and a range of another one is sent whole', async () => {
  const etag = (await ask({}, 'HEAD')).headers.get('etag') ?? '';
  expect((await ask({ 'if-none-match': etag })).status).toBe(304);
  expect((await ask({ range: 'bytes=5-', 'if-range': etag }, 'HEAD')).status).toBe(206);
  expect((await ask({ range: 'bytes=5-', 'if-range': '"other"' }, 'HEAD')).status).toBe(200);
});

test('an empty file is an empty answer', async () => {
  const file = join(dir, 'empty.wav');
  await writeFile(file, '');
  const response = await ask({}, 'GET', file);
  expect([response.status, response.headers.get('content-length'), (await body(response)).length]).toEqual([
    200,
    '0',
    0,
  ]);
});

test('a missing file and a folder are not found', async () => {
  await expect(ask({}, 'GET', join(dir, 'gone.mp4'))).rejects.toMatchObject({ code: 'not-found' });
  await expect(ask({}, 'GET', dir)).rejects.toMatchObject({ code: 'not-found' });
});

test('no handle stays open after reading, seeking away, refusing or failing', async () => {
  await body(await ask());
  await ask({}, 'HEAD');
  await ask({ range: 'bytes=900000-' });
  const reader = (await ask()).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  const pending = (await ask()).body?.getReader();
  const read = pending?.read();
  await pending?.cancel();
  await read;
  await (await ask()).body?.cancel();
  expect(await openHandles(film)).toBe(0);
});

test('a file that is cut off while it is read is an error, not a shorter film', async () => {
  const file = join(dir, 'cut.mp4');
  await writeFile(file, bytes);
  const response = await ask({}, 'GET', file);
  await truncate(file, 300_000);
  await expect(response.arrayBuffer()).rejects.toThrow('became shorter');
  expect(await openHandles(file)).toBe(0);
});
