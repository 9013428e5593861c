import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, Problem } from './problem.mjs';
import { root, run, say } from './run.mjs';
import { fingerprint, readStamp, writeStamp } from './stamp.mjs';

const sources = ['src', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const stampFile = join(root, 'out/.circle-take-build.json');

/**
 * Builds out/ when the sources have changed since the last build. Throws a Problem with the end of the build's output.
 * @param {string} node
 */
export async function ensureBuild(node) {
  const now = fingerprint(root, sources);
  const built = existsSync(join(root, 'out/main/index.js')) && existsSync(join(root, 'out/renderer/index.html'));
  if (built && readStamp(stampFile).sources === now) return;
  say('Building (a few seconds).');
  const script = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  const { code, output } = await run(node, [script, 'build']);
  if (code !== 0) throw new Problem('The build failed; its last words are above.', lastLines(output, 30));
  writeStamp(stampFile, { sources: now });
}
