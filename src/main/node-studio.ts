import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { nodeFork } from './processes/node-helpers.ts';
import type { StudioOptions } from './studio-options.ts';

type Environment = Readonly<Record<string, string | undefined>>;
/** What the platform rules depend on. */
export type Machine = { readonly platform: string; readonly home: string; readonly env: Environment };

/** The repository or package that this file belongs to: the nearest folder above with a package.json. */
export const packageDir = ((): string => {
  let dir = import.meta.dirname;
  while (!existsSync(join(dir, 'package.json')) && dirname(dir) !== dir) dir = dirname(dir);
  return dir;
})();

/** What both doors without Electron give the engine. Throws `invalid-input` for a variable that cannot be used. */
export function nodeStudioOptions(door: 'browser' | 'cli', env: Environment = process.env): StudioOptions {
  const machine: Machine = { platform: process.platform, home: homedir(), env };
  return {
    door,
    version: packageVersion(),
    userDataDir: userDataDir(machine),
    libraryDir: libraryDir(machine),
    resourcesDir: join(packageDir, 'resources'),
    mediaBase: '/media',
    env,
    fork: nodeFork,
    fetch,
    vendorUrls: vendorUrls(env.CIRCLE_TAKE_VENDOR_URLS),
    desktop: null,
  };
}

/** `version` of package.json. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/**
 * Folder of the ledger and settings: CIRCLE_TAKE_USER_DATA, else where the platform keeps an app's data (on Linux by
 * the XDG base directory specification).
 */
export function userDataDir({ platform, home, env }: Machine): string {
  if (env.CIRCLE_TAKE_USER_DATA) return resolve(env.CIRCLE_TAKE_USER_DATA);
  if (platform === 'darwin') return join(home, 'Library/Application Support/circle-take');
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData/Roaming'), 'circle-take');
  // The specification says that a relative path is to be ignored.
  const shared = env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME) ? env.XDG_DATA_HOME : join(home, '.local/share');
  return join(shared, 'circle-take');
}

/** Where new films go: CIRCLE_TAKE_LIBRARY, else `Circle Take` in the platform's folder for films. */
export function libraryDir({ platform, home, env }: Machine): string {
  if (env.CIRCLE_TAKE_LIBRARY) return resolve(env.CIRCLE_TAKE_LIBRARY);
  return join(home, platform === 'darwin' ? 'Movies' : 'Videos', 'Circle Take');
}

/**
 * `replicate=http://127.0.0.1:1234/v1,fal=https://…` -> base URLs by vendor id. Plain http is for this machine only:
 * keys would travel readable. Throws `invalid-input`.
 */
export function vendorUrls(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(',').map((pair) => pair.trim());
  return Object.fromEntries(pairs.filter(Boolean).map(readPair));
}

function readPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  const url = at > 0 ? URL.parse(pair.slice(at + 1).trim()) : null;
  const local = url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url && (url.protocol === 'https:' || local)) return [pair.slice(0, at).trim(), url.href.replace(/\/$/, '')];
  throw new AppError({
    code: 'invalid-input',
    message: `CIRCLE_TAKE_VENDOR_URLS cannot be used: “${pair}” is not vendor=https://address.`,
    action: 'Write it like replicate=http://127.0.0.1:1234/v1; http is for this machine only.',
  });
}
