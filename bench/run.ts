import { parseArgs } from 'node:util';
import { benchCut } from './assembly.ts';
import { benchGeneration } from './generation.ts';
import { benchWall } from './wall.ts';
import { benchWindow } from './window.ts';

// npm run bench -- [generation|window|cut|wall] [options]: see README.md.

const { values, positionals } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000' },
    only: { type: 'string', default: '' },
    pairs: { type: 'string', default: '5' },
    quick: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

const { quick, peers } = values;
const only = values.only.split(',').filter(Boolean);
const benches: Readonly<Record<string, () => Promise<void>>> = {
  generation: () => benchGeneration(Number(values.jobs)),
  window: () => benchWindow(Number(values.jobs)),
  wall: () => benchWall({ quick, pairs: quick ? 1 : Number(values.pairs) }),
  cut: () => benchCut({ only, quick, peers, pairs: quick ? 1 : Number(values.pairs) }),
};
const names = positionals.length > 0 ? positionals : Object.keys(benches);
for (const name of names) {
  const bench = benches[name];
  if (!bench) {
    console.error(`There is no bench ${name}, only ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  await bench();
}
