import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, say } from './run.mjs';

const home = join(root, 'node_modules/electron');

/** Absolute path of Electron's program, or null when its binary is not there. Never downloads. */
export function findElectron(env = process.env) {
  if (env.ELECTRON_EXEC_PATH) return existsSync(env.ELECTRON_EXEC_PATH) ? env.ELECTRON_EXEC_PATH : null;
  const note = join(home, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'), readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : null;
}

/**
 * Whether windows can be shown here. Pure.
 * @param {string} platform
 * @param {NodeJS.ProcessEnv} env
 */
export const hasDisplay = (platform, env) =>
  platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/**
 * Fetches Electron's binary: since version 42 npm installs none. Resolves with whether it is there.
 * @param {string} node
 */
export async function fetchElectron(node) {
  say('Fetching Electron (about 100 MB, once).');
  const { code } = await run(node, [join(home, 'install.js')], { timeoutMs: 5 * 60_000 });
  if (code === 0 && findElectron()) return true;
  say('Electron could not be fetched, so the browser door is used. To try again: npm run setup');
  return false;
}
