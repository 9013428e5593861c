import { join } from 'node:path';
import { projectEnvironment } from './setup/node-runtime.mjs';
import { runMain } from './setup/problem.mjs';
import { npmCommand, root, runForeground, say } from './setup/run.mjs';
import { ensureReady } from './setup.mjs';

/** @param {number} from */
const seconds = (from) => `${Math.round((Date.now() - from) / 1000)} s`;

await runMain(async () => {
  const from = Date.now();
  process.chdir(root);
  const { node } = await ensureReady({ need: ['test'] });
  const env = projectEnvironment(process.env);
  /** @type {readonly [string, [string, string[]]][]} */
  const steps = [
    ['npm run check', npmCommand(['run', 'check'])],
    ['playwright test', [node, [join(root, 'node_modules/@playwright/test/cli.js'), 'test']]],
  ];
  for (const [name, [program, args]] of steps) {
    const code = await runForeground(program, args, env);
    if (code === 0) continue;
    say(`Failed: ${name}, after ${seconds(from)}.`);
    return code;
  }
  say(`Passed: ${steps.map(([name]) => name).join(' and ')}, in ${seconds(from)}.`);
  return 0;
});
