import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runMain } from './setup/problem.mjs';
import { root, runForeground } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';

/** `npm run film` makes the sample film; arguments are those of `circle-take film`. */
await runMain(async () => {
  const { node } = await ensureReady({ need: ['film'] });
  return runForeground(node, [join(root, 'src/main/cli.ts'), 'film', ...filmArguments(process.argv.slice(2))]);
});

/** @param {readonly string[]} args */
function filmArguments(args) {
  const script = args[0] === undefined || args[0].startsWith('-') ? [join(root, 'resources/sample/lighthouse.md')] : [];
  const named = args.some((arg) => arg === '--out' || arg.startsWith('--out=') || arg === '--help');
  return [...script, ...args, ...(named ? [] : ['--out', freeName('Lighthouse Keeper')])];
}

/** A second run does not replace the first film. @param {string} name */
function freeName(name) {
  for (let number = 1; ; number += 1) {
    const file = resolve(number === 1 ? `${name}.mp4` : `${name} ${number}.mp4`);
    if (!existsSync(file)) return file;
  }
}
