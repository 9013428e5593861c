import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchElectron, findElectron, hasDisplay } from './setup/electron-binary.mjs';
import { ensureKeytar, ensureNodeModules } from './setup/node-modules.mjs';
import { findNode, lookForNode } from './setup/node-runtime.mjs';
import { runMain } from './setup/problem.mjs';
import { findProgram, root, run, say } from './setup/run.mjs';
import { hashOf, readStamp, writeStamp } from './setup/stamp.mjs';
import { ensureSystemPackages, isUbuntu, lookAround } from './setup/system-packages.mjs';

/** @typedef {import('./setup/system-packages.mjs').Need} Need */

const stampFile = join(root, 'node_modules/.circle-take-setup.json');
/** How long a failed fetch of Electron is not repeated by itself. */
const retryElectronMs = 24 * 3600 * 1000;

/**
 * Makes this checkout ready for what is needed, says what it does, and is quick when there is nothing to do. Throws a
 * Problem where it cannot go on.
 * @param {{need: readonly Need[], again?: boolean}} wish `again` looks at everything anew
 * @returns {Promise<{node: string, electron: string | null}>}
 */
export async function ensureReady({ need, again = false }) {
  const stamp = readStamp(stampFile);
  const same = stamp.key === stampKey() && !again;
  const done = same ? /** @type {Need[]} */ (stamp.done ?? []) : [];
  const tried = same ? Number(stamp.electronTriedAt ?? 0) : 0;
  const open = need.filter((one) => !done.includes(one));
  if (open.length > 0 || !hasPrograms(need)) await install(need);
  const node = findNode();
  const electronTriedAt = await maybeFetchElectron(node, need, tried);
  writeStamp(stampFile, { key: stampKey(), done: [...done, ...open], electronTriedAt });
  return { node, electron: findElectron() };
}

/** What an installation depends on. The first run may be on another Node than the one that it installs. */
const stampKey = () =>
  hashOf([readFileSync(join(root, 'package-lock.json'), 'utf8'), lookForNode() ?? process.version]);

/** @param {readonly Need[]} need */
function hasPrograms(need) {
  const found = lookAround();
  return found.ffmpeg && (!need.includes('test') || ((found.chromium || isUbuntu()) && found.keyring));
}

/** @param {readonly Need[]} need */
async function install(need) {
  await ensureSystemPackages(need);
  await ensureNodeModules();
  if (!need.every((one) => one === 'film')) await ensureKeytar();
  // Where no system Chromium can be had by apt-get, Playwright brings its own.
  if (need.includes('test') && !lookAround().chromium && (isUbuntu() || !findProgram('apt-get'))) await fetchChromium();
}

async function fetchChromium() {
  say("Fetching Playwright's Chromium.");
  const cli = join(root, 'node_modules/playwright/cli.js');
  const { code } = await run(findNode(), [cli, 'install', 'chromium'], { timeoutMs: 10 * 60_000 });
  if (code !== 0) say('Chromium could not be fetched: the end-to-end tests will fail.');
}

/**
 * @param {string} node
 * @param {readonly Need[]} need
 * @param {number} tried
 */
async function maybeFetchElectron(node, need, tried) {
  const useful = need.includes('app') && hasDisplay(process.platform, process.env);
  if (!useful || findElectron() || Date.now() - tried < retryElectronMs) return tried;
  return (await fetchElectron(node)) ? 0 : Date.now();
}

const started = process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url);
if (started)
  await runMain(async () => {
    const { electron } = await ensureReady({ need: ['app', 'film'], again: true });
    say(electron ? 'Ready. Start with: npm start' : 'Ready, with the browser door. Start with: npm start');
  });
