import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, looksOffline } from './problem.mjs';
import { findProgram, root, run, say } from './run.mjs';

/** @typedef {'app' | 'test' | 'film'} Need */

/** What this machine has, as far as the packages below care. */
export function lookAround() {
  const has = (/** @type {string} */ name) => findProgram(name) !== null;
  return {
    ffmpeg: has('ffmpeg') && has('ffprobe'),
    keytar: existsSync(join(root, 'node_modules/keytar/build/Release/keytar.node')),
    libsecret: existsSync('/usr/include/libsecret-1'),
    compiler: has('g++') && has('make') && has('python3') && has('pkg-config'),
    chromium: has('chromium') || has('google-chrome') || has('chromium-browser'),
    keyring: has('gnome-keyring-daemon') && has('dbus-run-session'),
  };
}

/**
 * Debian packages that are missing for these needs. Pure.
 * @param {ReturnType<typeof lookAround>} found
 * @param {readonly Need[]} need
 * @param {boolean} ubuntu where `chromium` is a snap, which neither containers nor Playwright can use
 * @returns {string[]}
 */
export function missingPackages(found, need, ubuntu) {
  const app = need.includes('app') || need.includes('test');
  const test = need.includes('test');
  return [
    ...(found.ffmpeg ? [] : ['ffmpeg']),
    ...(app && !found.keytar && !found.libsecret ? ['libsecret-1-dev'] : []),
    ...(app && !found.keytar && !found.compiler ? ['g++', 'make', 'python3', 'pkg-config'] : []),
    ...(test && !found.chromium && !ubuntu ? ['chromium'] : []),
    ...(test && !found.keyring ? ['gnome-keyring', 'dbus', 'libsecret-1-0'] : []),
  ];
}

/**
 * Installs what is missing where that is possible without asking, else says what to run. Never fails: the studio says
 * itself what it cannot do without a program.
 * @param {readonly Need[]} need
 */
export async function ensureSystemPackages(need) {
  const packages = missingPackages(lookAround(), need, isUbuntu());
  if (packages.length === 0) return;
  if (!findProgram('apt-get')) return say(hintWithoutApt(process.platform, packages));
  const prefix = await administrator();
  const command = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  if (!prefix) return say(`Missing: ${packages.join(', ')}. To install, run: sudo ${command.join(' ')}`);
  say(`Installing ${packages.join(', ')} with apt-get.`);
  const { code, output } = await install(prefix, command);
  if (code === 0) return;
  if (!looksOffline(output)) say(lastLines(output, 6));
  const why = looksOffline(output) ? 'The package server cannot be reached' : 'apt-get could not install them';
  say(`${why}: going on without ${packages.join(', ')}. Try later: ${[...prefix, ...command].join(' ')}`);
}

/**
 * @param {readonly string[]} prefix
 * @param {readonly string[]} command
 */
async function install(prefix, command) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const go = (/** @type {readonly string[]} */ words) => {
    const [program = '', ...args] = [...prefix, ...words];
    return run(program, args, { env, timeoutMs: 15 * 60_000 });
  };
  // Fresh containers have no package lists, old ones have stale lists: a failed update still leaves a chance.
  await go(['apt-get', 'update', '-q']);
  return go(command);
}

/** Words to put before a command that needs root: none as root, `sudo -n` where it asks no password, else null. */
async function administrator() {
  if (process.getuid?.() === 0) return [];
  if (!findProgram('sudo')) return null;
  const { code } = await run('sudo', ['-n', 'true'], { timeoutMs: 5000 });
  return code === 0 ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'] : null;
}

export const isUbuntu = () =>
  existsSync('/etc/os-release') && /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'));

/**
 * @param {string} platform
 * @param {readonly string[]} packages
 */
export function hintWithoutApt(platform, packages) {
  const ffmpeg = packages.includes('ffmpeg');
  if (platform === 'darwin') return ffmpeg ? 'FFmpeg is missing. To install it, run: brew install ffmpeg' : '';
  if (platform === 'win32') return ffmpeg ? 'FFmpeg is missing. To install it, run: winget install Gyan.FFmpeg' : '';
  return `Missing: ${packages.join(', ')} (Debian names). Install them with your package manager.`;
}
