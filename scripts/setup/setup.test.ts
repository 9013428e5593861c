import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasDisplay } from './electron-binary.mjs';
import { packagesToInstall } from './node-modules.mjs';
import { chooseNode, projectEnvironment } from './node-runtime.mjs';
import { looksOffline } from './problem.mjs';
import { findProgram, run } from './run.mjs';
import { fingerprint, readStamp, writeStamp } from './stamp.mjs';
import { hintWithoutApt, missingPackages } from './system-packages.mjs';

const everything = { ffmpeg: true, keytar: true, libsecret: true, compiler: true, chromium: true, keyring: true };

describe('missing Debian packages', () => {
  it.each([
    ['nothing', {}, ['app', 'test', 'film'], []],
    ['FFmpeg for a film', { ffmpeg: false, keytar: false }, ['film'], ['ffmpeg']],
    ['headers for keytar', { keytar: false, libsecret: false }, ['app'], ['libsecret-1-dev']],
    [
      'a compiler too',
      { keytar: false, libsecret: false, compiler: false },
      ['app'],
      ['libsecret-1-dev', 'g++', 'make', 'python3', 'pkg-config'],
    ],
    [
      'a browser and a keyring for tests',
      { chromium: false, keyring: false },
      ['test'],
      ['chromium', 'gnome-keyring', 'dbus', 'libsecret-1-0'],
    ],
    ['no browser for the app', { chromium: false, keyring: false }, ['app'], []],
  ] as const)('%s', (_, gaps, need, expected) => {
    expect(missingPackages({ ...everything, ...gaps }, need, false)).toEqual(expected);
  });

  it('leaves Chromium to Playwright on Ubuntu', () => {
    expect(missingPackages({ ...everything, chromium: false }, ['test'], true)).toEqual([]);
  });

  it('knows other systems', () => {
    expect(hintWithoutApt('darwin', ['ffmpeg'])).toContain('brew install ffmpeg');
    expect(hintWithoutApt('win32', ['ffmpeg'])).toContain('winget install');
    expect(hintWithoutApt('linux', ['ffmpeg', 'make'])).toContain('ffmpeg, make');
  });
});

describe('packages to install', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/keytar': { version: '7.9.0', optional: true },
    },
  };
  it.each([
    ['nothing installed', {}, ['node_modules/a', 'node_modules/b']],
    [
      'an old version',
      { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.9.0' } } },
      ['node_modules/b'],
    ],
    [
      'all but the optional',
      { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } },
      [],
    ],
  ])('%s', (_, installed, expected) => expect(packagesToInstall(lock, installed)).toEqual(expected));
});

describe('the Node that runs TypeScript', () => {
  it.each([
    [{ bundled: '/b/node', execPath: '/usr/bin/node', version: 'v20.1.0' }, '/b/node'],
    [{ bundled: null, execPath: '/usr/bin/node', version: 'v24.0.0' }, '/usr/bin/node'],
    [{ bundled: null, execPath: '/usr/bin/node', version: 'v22.18.0' }, '/usr/bin/node'],
    [{ bundled: null, execPath: '/usr/bin/node', version: 'v22.17.1' }, null],
    [{ bundled: null, execPath: '/usr/bin/node', version: 'v20.20.2' }, null],
  ])('%j is %s', (found, expected) => expect(chooseNode(found)).toBe(expected));

  it('keeps a locale and puts the project before the system', () => {
    expect(projectEnvironment({ PATH: '/usr/bin', LANG: 'de_DE.UTF-8' })).toMatchObject({
      PATH: expect.stringMatching(/node_modules.\.bin.\/usr\/bin$/),
      LANG: 'de_DE.UTF-8',
    });
    expect(projectEnvironment({})).toMatchObject({ LANG: 'C.UTF-8' });
  });
});

it.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['darwin', {}, true],
])('a display on %s with %j: %s', (platform, env, expected) => expect(hasDisplay(platform, env)).toBe(expected));

it.each([
  ['npm error code ENOTFOUND', true],
  ["Temporary failure resolving 'deb'", true],
  ['npm error code ERESOLVE', false],
])('%s means offline: %s', (output, expected) => expect(looksOffline(output)).toBe(expected));

describe('running programs', () => {
  it('finds only what can be run', () => {
    expect(findProgram('node')).toMatch(/node/);
    expect(findProgram('no-such-program-here')).toBeNull();
  });

  it('gives back code and output, and tells a program that does not exist', async () => {
    expect(
      await run(process.execPath, ['-e', 'console.log(process.env.A); process.exit(3)'], { env: { A: 'b' } }),
    ).toEqual({
      code: 3,
      output: 'b\n',
    });
    expect(await run('no-such-program-here', [])).toMatchObject({
      code: null,
      output: expect.stringContaining('ENOENT'),
    });
  });

  it('kills what takes too long', async () => {
    const { code } = await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 50 });
    expect(code).toBeNull();
  });
});

describe('stamps', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'circle-take-stamp-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('survive being written, missing and broken', () => {
    const file = join(dir, 'deep/stamp.json');
    expect(readStamp(file)).toEqual({});
    writeStamp(file, { a: 1 });
    expect(readStamp(file)).toEqual({ a: 1 });
    writeFileSync(file, '{');
    expect(readStamp(file)).toEqual({});
  });

  it('change with new, gone and touched files only', () => {
    mkdirSync(join(dir, 'src/deep'), { recursive: true });
    writeFileSync(join(dir, 'src/deep/a.ts'), 'a');
    const first = fingerprint(dir, ['src', 'missing.json']);
    expect(fingerprint(dir, ['src', 'missing.json'])).toBe(first);
    utimesSync(join(dir, 'src/deep/a.ts'), 1, 1);
    const touched = fingerprint(dir, ['src', 'missing.json']);
    expect(touched).not.toBe(first);
    writeFileSync(join(dir, 'src/b.ts'), 'b');
    expect(fingerprint(dir, ['src', 'missing.json'])).not.toBe(touched);
  });
});
