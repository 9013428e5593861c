import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Contract } from '../../../shared/contract.ts';
import { errorDataSchema } from '../../../shared/errors.ts';
import { type FakeStudio, fakeStudio } from '../testing/fake-studio.ts';
import { type HttpDoor, startHttpDoor } from './start-http-door.ts';

const filmId = 'fi_00000000000000000000';
const takeId = 'tk_00000000000000000000';
let dir: string;
let door: HttpDoor;
let studio: FakeStudio;
let base: string;
let cookie: string;
const logged: string[] = [];
const sockets: WebSocket[] = [];

const start = (port: number): Promise<HttpDoor> =>
  startHttpDoor({ studio, rendererDir: join(dir, 'ui'), version: '0.1.0', port, log: (line) => logged.push(line) });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'door-'));
  await mkdir(join(dir, 'ui'));
  await writeFile(join(dir, 'ui', 'index.html'), '<!doctype html>page');
  await writeFile(join(dir, `${takeId}.mp4`), 'abcdefghij');
  await writeFile(join(dir, 'Über „Film“ 100%.mp4'), 'film');
  studio = fakeStudio(dir);
  door = await start(0);
  base = `http://127.0.0.1:${door.port}`;
  const entered = await fetch(door.url, { redirect: 'manual' });
  cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.terminate();
});
afterAll(async () => {
  await door.close();
  await rm(dir, { recursive: true });
});

const withCookie = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(base + path, { redirect: 'manual', ...init, headers: { cookie, ...init.headers } });
const withToken = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(base + path, { ...init, headers: { authorization: `Bearer ${door.apiToken}`, ...init.headers } });

/** A request with a Host header of one's own, which fetch does not allow. */
function withHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port: door.port, host: '127.0.0.1', headers: { host, cookie } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject).end();
  });
}

function openSocket(headers: Record<string, string>, path = '/rpc'): Promise<WebSocket | number | undefined> {
  const socket = new WebSocket(`ws://127.0.0.1:${door.port}${path}`, { headers });
  sockets.push(socket);
  return new Promise((resolve) => {
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('error', () => {});
  });
}

test('a link works once, for a strict cookie that scripts cannot read', async () => {
  const url = door.freshUrl();
  const first = await fetch(url, { redirect: 'manual' });
  expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
  expect(first.headers.get('set-cookie')).toMatch(
    new RegExp(`^circle-take-${door.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
  );
  const second = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html' } });
  expect(second.status).toBe(401);
  expect(await second.text()).toContain('printed in the terminal');
  expect(logged.at(-1)).toContain(door.freshUrl());
  const lines = logged.length;
  await fetch(base, { headers: { accept: 'text/html' } });
  expect(logged).toHaveLength(lines);
  expect((await withCookie(new URL(url).search)).status).toBe(200 + 103);
});

test('without cookie or token nothing is served', async () => {
  for (const path of ['/', '/index.html', '/api/films/recent', `/media/${filmId}/${takeId}/media`, '/exports/x']) {
    const response = await fetch(base + path);
    expect(response.status).toBe(401);
    expect(errorDataSchema.parse(await response.json()).code).toBe('unauthorized');
  }
  expect((await fetch(`${base}/api/hello`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
});

test('the page comes with a strict policy and no CORS', async () => {
  const response = await withCookie('/', { headers: { origin: base } });
  expect(await response.text()).toBe('<!doctype html>page');
  expect(response.headers.get('content-security-policy')).toContain(`connect-src 'self' ws://127.0.0.1:${door.port}`);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(response.headers.get('x-frame-options')).toBe('DENY');
});

test('foreign host names are refused, whatever the cookie', async () => {
  expect(await withHost('evil.example')).toBe(403);
  expect(await withHost(`evil.example:${door.port}`)).toBe(403);
  expect(await withHost('127.0.0.1')).toBe(403);
  expect(await withHost(`localhost:${door.port}`)).toBe(200);
});

test('a page of another origin cannot use the cookie', async () => {
  const post = (headers: Record<string, string>): Promise<Response> =>
    withCookie('/api/films/forget', {
      method: 'POST',
      body: JSON.stringify({ dir: '/films/One.film' }),
      headers: { 'content-type': 'application/json', ...headers },
    });
  expect((await post({})).status).toBe(403);
  expect((await post({ origin: 'http://127.0.0.1:1' })).status).toBe(403);
  expect((await post({ origin: 'null' })).status).toBe(403);
  expect((await post({ origin: base })).ok).toBe(true);
  expect((await withCookie('/api/films/recent', { headers: { origin: 'http://127.0.0.1:1' } })).status).toBe(403);
  const sameSite = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' };
  expect((await withCookie(`/media/${filmId}/${takeId}/media`, { headers: sameSite })).status).toBe(403);
});

test('REST answers with the token, and fails with ErrorData', async () => {
  expect(await (await withToken('/api/films/recent')).json()).toMatchObject([{ title: 'One' }, { title: 'Two' }]);
  const gone = await withToken(`/api/films/${filmId}/revisions/7`);
  expect([gone.status, await gone.json()]).toMatchObject([
    404,
    { code: 'not-found', message: 'Revision 7 is not there any more.' },
  ]);
  const wrong = await withToken('/api/films/forget', {
    method: 'POST',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  });
  expect([wrong.status, errorDataSchema.parse(await wrong.json()).code]).toEqual([400, 'invalid-input']);
  expect((await withToken('/api/nothing')).status).toBe(404);
});

test('REST describes itself', async () => {
  const description = (await (await withToken('/api/openapi.json')).json()) as { paths: Record<string, unknown> };
  expect(description.paths).toHaveProperty('/films/{filmId}/exports');
  expect(description.paths).toHaveProperty('/keys/{keyId}');
});

test('media are served in ranges, by ids only', async () => {
  const part = await withCookie(`/media/${filmId}/${takeId}/media`, { headers: { range: 'bytes=4-' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-9/10', 'efghij']);
  const head = await withCookie(`/media/${filmId}/${takeId}/media`, { method: 'HEAD' });
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
  for (const path of [`/media/${filmId}/..%2f..%2fetc/media`, `/media/${filmId}/${takeId}/other`, '/media/a/b/media']) {
    expect((await withCookie(path)).status).toBe(404);
  }
  expect((await withCookie(`/media/${filmId}/${takeId}/poster`)).status).toBe(404);
});

test('exports are saved under their own name', async () => {
  const response = await withCookie('/exports/ex_00000000000000000000');
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="_ber _Film_ 100_.mp4"; filename*=UTF-8''%C3%9Cber%20%E2%80%9EFilm%E2%80%9C%20100%25.mp4`,
  );
  expect(await response.text()).toBe('film');
});

test('an upload lands whole, under its last name, and may be used', async () => {
  const response = await withToken('/upload?name=..%2F..%2Fclip.mp4', { method: 'POST', body: 'x'.repeat(300_000) });
  expect(await response.json()).toEqual({ path: join(dir, 'upload-clip.mp4') });
  expect((await readFile(join(dir, 'upload-clip.mp4'))).length).toBe(300_000);
  expect(studio.granted).toContain(join(dir, 'upload-clip.mp4'));
  for (const query of ['', '?name=', '?name=..', '?name=a%2F', '?name=a%00']) {
    expect((await withToken(`/upload${query}`, { method: 'POST', body: 'x' })).status).toBe(400);
  }
});

test('a broken or oversized upload leaves nothing', async () => {
  const tooLarge = await new Promise((resolve) => {
    const socket = connect(door.port, '127.0.0.1', () =>
      socket.write(
        `POST /upload?name=huge.mp4 HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n` +
          `Authorization: Bearer ${door.apiToken}\r\nContent-Length: 20000000001\r\n\r\n`,
      ),
    );
    socket.once('data', (data) => {
      socket.destroy();
      resolve(String(data).split('\r\n')[0]);
    });
  });
  expect(tooLarge).toBe('HTTP/1.1 400 Bad Request');
  await new Promise((resolve) => {
    const socket = connect(door.port, '127.0.0.1', () => {
      socket.write(
        `POST /upload?name=half.mp4 HTTP/1.1\r\nHost: 127.0.0.1:${door.port}\r\n` +
          `Authorization: Bearer ${door.apiToken}\r\nContent-Length: 1000\r\n\r\nhalf`,
      );
      setTimeout(() => socket.destroy(), 100);
    });
    socket.on('close', resolve);
  });
  await expect.poll(async () => (await readdir(dir)).filter((name) => /huge|half/.test(name))).toEqual([]);
});

test('the contract crosses a WebSocket, events included', async () => {
  const socket = await openSocket({ cookie, origin: base });
  const link = new RPCLink({ websocket: socket as WebSocket & globalThis.WebSocket });
  const client: ContractRouterClient<Contract> = createORPCClient(link);
  expect(await client.films.recent()).toMatchObject([{ title: 'One' }, { title: 'Two' }]);
  await expect(client.films.revision({ filmId, revision: 7 })).rejects.toMatchObject({
    code: 'not-found',
    data: { message: 'Revision 7 is not there any more.' },
  });
  const events = await client.studio.events();
  const next = events.next();
  await expect
    .poll(() => {
      studio.publish({ type: 'keys' });
      return Promise.race([next, Promise.resolve(null)]);
    })
    .toEqual({ done: false, value: { type: 'keys' } });
});

test('a WebSocket needs the cookie, our origin and the right address', async () => {
  expect(await openSocket({ origin: base })).toBe(401);
  expect(await openSocket({ cookie })).toBe(403);
  expect(await openSocket({ cookie, origin: 'http://127.0.0.1:1' })).toBe(403);
  expect(await openSocket({ cookie, origin: 'http://evil.example', host: 'evil.example' })).toBe(403);
  expect(await openSocket({ cookie, origin: base }, '/other')).toBe(404);
});

test('a port in use gives the next one', async () => {
  const second = await start(door.port);
  expect(second.port).toBeGreaterThan(door.port);
  await second.close();
});

test('secrets differ from launch to launch', async () => {
  const second = await start(0);
  expect(second.apiToken).not.toBe(door.apiToken);
  const answer = await fetch(`http://127.0.0.1:${second.port}/`, {
    headers: { cookie: cookie.replace(String(door.port), String(second.port)) },
  });
  expect(answer.status).toBe(401);
  await second.close();
});
