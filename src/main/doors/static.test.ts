import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { staticResponse } from './static.ts';

const policy = contentSecurityPolicy({ media: ['media:'], connect: ['media:'] });
let dir: string;
let root: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'static-'));
  root = join(dir, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets', 'app 1.js'), 'export {};');
  await writeFile(join(dir, 'secret.txt'), 'secret');
  await symlink(join(dir, 'secret.txt'), join(root, 'assets', 'link.txt'));
});
afterAll(() => rm(dir, { recursive: true }));

const get = (path: string, method = 'GET'): Promise<Response> =>
  staticResponse(root, new Request(`app://studio${path}`, { method }), policy);

test('the page comes with its policy', async () => {
  for (const path of ['/', '/index.html']) {
    const response = await get(path);
    expect(response.headers.get('content-security-policy')).toBe(policy);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe('<!doctype html>');
  }
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe-eval');
});

test('scripts are module scripts and nothing is sniffed', async () => {
  const response = await get('/assets/app%201.js?v=2#x');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toBeNull();
});

test.each([
  '/nothing.js',
  '/assets',
  '/assets/',
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/%2fetc%2fpasswd',
  '//etc/passwd',
  '/index.html%00.js',
  '/index.html.',
  '/index.html%20',
  '/C:%2fwindows',
  '/index.html::$DATA',
  '/nul',
  '/assets/link.txt',
  '/%',
  '/%c0%ae%c0%ae/secret.txt',
])('%s is not there', async (path) => {
  await expect(get(path)).rejects.toMatchObject({ code: 'not-found' });
});

test('HEAD has no body, and nothing can be written', async () => {
  const head = await get('/', 'HEAD');
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '15', '']);
  expect((await get('/', 'PUT')).status).toBe(405);
});
