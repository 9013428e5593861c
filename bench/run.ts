import { parseArgs } from 'node:util';
import { benchGeneration } from './generation.ts';
import { benchWindow } from './window.ts';

// npm run bench -- [generation|window] [--jobs 1000]: see README.md.

const benches: Readonly<Record<string, (jobs: number) => Promise<void>>> = {
  generation: benchGeneration,
  window: benchWindow,
};
const { values, positionals } = parseArgs({
  options: { jobs: { type: 'string', default: '1000' } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(benches);
for (const name of names) {
  const bench = benches[name];
  if (!bench) {
    console.error(`There is no bench ${name}, only ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  await bench(Number(values.jobs));
}
