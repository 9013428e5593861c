import { readdir, readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Compiled, compile } from './double/compile.ts';
import { type Launched, launch } from './double/launch.ts';

// What electron-vite makes of the real app, engine included.

const root = join(import.meta.dirname, '../../../..');
let compiled: Compiled | null = null;
let out: string;
let app: Launched | null = null;

beforeAll(async () => {
  compiled = await compile('bundle', { fakeEngine: false });
  out = compiled.out;
});
afterAll(async () => {
  app?.close();
  await compiled?.remove();
});

async function compiledText(): Promise<string> {
  const files = (await readdir(join(out, 'main'), { recursive: true })).filter((file) => file.endsWith('.js'));
  return (await Promise.all(files.map((file) => readFile(join(out, 'main', file), 'utf8')))).join('\n');
}

/** Package names that the text imports, without electron, Node's own modules and files. */
function packagesIn(text: string): Set<string> {
  const specifiers = [...text.matchAll(/(?:^import .*?from |^import |import\(|require\()["']([^"'.][^"']*)["']/gm)];
  const names = specifiers.map(([, specifier = '']) => specifier.match(/^(@[^/]+\/[^/]+|[^/]+)/)?.[0] ?? specifier);
  return new Set(names.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')) && name !== 'electron'));
}

test('the preload is one CommonJS file that requires electron and nothing else', async () => {
  expect(await readdir(join(out, 'preload'))).toEqual(['index.cjs']);
  const code = await readFile(join(out, 'preload', 'index.cjs'), 'utf8');
  expect([...code.matchAll(/require\(([^)]*)\)/g)].map(([, name]) => name)).toEqual(['"electron"']);
  expect(code).not.toMatch(/^(import|export) /m);
});

test('main leaves packages with binaries, and the GPL voice, outside its bundle', async () => {
  const text = await compiledText();
  const imported = packagesIn(text);
  for (const name of ['keytar', 'better-sqlite3', '@echogarden/espeak-ng-emscripten', 'electron-store']) {
    expect(imported).toContain(name);
  }
  expect(text).not.toMatch(/\.node["']\)|WebAssembly\.instantiate/);
});

test('everything main imports is shipped with the app', async () => {
  const { dependencies, optionalDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const shipped = Object.keys({ ...dependencies, ...optionalDependencies });
  expect([...packagesIn(await compiledText())].filter((name) => !shipped.includes(name))).toEqual([]);
});

test('the real engine opens behind the door and answers the page', async () => {
  const data = join(out, 'data');
  const launched = await launch({
    main: join(out, 'main', 'index.js'),
    env: { CIRCLE_TAKE_USER_DATA: data, CIRCLE_TAKE_LIBRARY: join(data, 'library'), DBUS_SESSION_BUS_ADDRESS: '' },
  });
  app = launched;
  await vi.waitUntil(() => launched.evaluate(({ page }) => Boolean(page())), { timeout: 20_000 });
  const hello = await launched.evaluate(({ connectPage }) => {
    const { client } = connectPage() as never as { client: { studio: { hello(): Promise<object> } } };
    return client.studio.hello();
  });
  expect(hello).toMatchObject({ door: 'desktop', mediaBase: 'media://film', nativeDialogs: true, version: '0.1.0' });
  await launched.evaluate(({ app }) => app.quit());
  await expect.poll(() => launched.evaluate(({ app }) => app.exitCode), { timeout: 10_000 }).toBe(0);
});
