import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openUrl } from './generation/open-url.ts';
import { followResolvedProxy, followSystemProxy, isProxied } from './system-proxy.ts';
import { createVendorSend } from './vendors/kit/send.ts';
import { replicate } from './vendors/replicate.ts';

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};
const listening = (server: Server) =>
  new Promise<Server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

let vendor: Server;
let proxy: Server;
let seen: string[];
let stop: (() => void)[];

/** A proxy that connects every name to the vendor's own server. */
beforeEach(async () => {
  seen = [];
  vendor = await listening(createServer((_, response) => response.end('{"username":"ada"}')));
  proxy = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end('through the proxy');
  });
  proxy.on('connect', (request, socket) => {
    seen.push(`CONNECT ${request.url}`);
    const target = connect(portOf(vendor), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    for (const end of [target, socket]) end.on('error', () => end.destroy());
  });
  await listening(proxy);
  stop = [];
});
afterEach(() => {
  for (const end of stop) end();
  for (const server of [vendor, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});

/** By a name, as proxies of companies have. */
const through = (more: Record<string, string> = {}) => {
  const address = `http://localhost:${portOf(proxy)}`;
  stop.push(followSystemProxy({ HTTP_PROXY: address, https_proxy: address, ...more }));
};

const { signal } = new AbortController();
const account = async (baseUrl: string) => {
  const send = createVendorSend({ fetch, baseUrls: { replicate: baseUrl }, timeoutMs: 5000 });
  return (await send(replicate, replicate.testKey.toRequest(), 'rehearsal-key', signal)).body;
};
const open = (address: string, allowed: string[] = []) =>
  openUrl(address, { headersFor: () => ({}), allowPrivateHosts: new Set(allowed), signal, idleMs: 5000 });

it('takes calls to vendors through the proxy of the environment, and to this machine past it', async () => {
  through();
  expect(await account('http://vendor.example')).toEqual({ username: 'ada' });
  expect(seen).toEqual(['CONNECT vendor.example:80']);
  expect(await account(`http://127.0.0.1:${portOf(vendor)}`)).toEqual({ username: 'ada' });
  expect(seen).toHaveLength(1);
});

it('takes results through it, too, and lets it look up their names', async () => {
  through();
  const response = await open('http://files.example/a.mp4', ['files.example']);
  expect(response.statusCode).toBe(200);
  response.destroy();
  // What answers behind the proxy speaks no TLS.
  await expect(open('https://files.example/a.mp4')).rejects.toMatchObject({ code: 'network' });
  await expect(open('https://192.168.0.1/a.mp4')).rejects.toThrow('lies on a private network');
  expect(seen).toEqual(['GET http://files.example/a.mp4', 'CONNECT files.example:443']);
});

it.each([
  ['https://api.example.com', '', true],
  ['https://api.example.com', 'api.example.com', false],
  ['https://api.example.com', '.example.com', false],
  ['https://api.example.com', '*.example.com', false],
  ['https://api.example.com', 'example.com', true],
  ['https://api.example.com', 'other.example, *', false],
  ['https://api.example.com', 'api.example.com:443', false],
  ['https://api.example.com:8443', 'api.example.com:443', true],
  ['http://localhost:1234', '', false],
  ['http://[::1]:1234', '', false],
])('%s with NO_PROXY “%s”: %s', (address, exceptions, proxied) => {
  through({ NO_PROXY: exceptions });
  expect(isProxied(new URL(address))).toBe(proxied);
});

it('does nothing without a proxy', () => {
  stop.push(followSystemProxy({ NO_PROXY: 'x', HTTP_PROXY: ' ' }));
  expect(isProxied(new URL('https://vendor.example'))).toBe(false);
});

it('takes a proxy without its scheme, and says what it cannot use', () => {
  stop.push(followSystemProxy({ https_proxy: `localhost:${portOf(proxy)}` }));
  expect(isProxied(new URL('https://vendor.example'))).toBe(true);
  expect(isProxied(new URL('http://vendor.example'))).toBe(false);
  expect(() => followSystemProxy({ HTTPS_PROXY: 'socks5://localhost:1080' })).toThrow('cannot be used');
});

it('takes results of the desktop through the proxy that the system has', async () => {
  stop.push(await followResolvedProxy(async () => `PROXY localhost:${portOf(proxy)}; DIRECT`));
  await expect(open('https://files.example/a.mp4')).rejects.toMatchObject({ code: 'network' });
  expect(seen).toEqual(['CONNECT files.example:443']);
  for (const end of stop.splice(0)) end();
  stop.push(await followResolvedProxy(async () => 'DIRECT'));
  expect(isProxied(new URL('https://files.example'))).toBe(false);
});
