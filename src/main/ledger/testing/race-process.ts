import { once } from 'node:events';
import { z } from 'zod';
import { randomFrom } from '../../../shared/random.ts';
import { openLedger } from '../ledger.ts';
import { noCaps } from './ledger-rows.ts';
import { race } from './race.ts';

/** A studio of its own that races for the money of a ledger: says that it is ready, waits for the start, and reports. */
const { file, filmId, capMicros, jobs, seed } = z
  .object({ file: z.string(), filmId: z.string(), capMicros: z.number(), jobs: z.number(), seed: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));
const ledger = openLedger(file, undefined, 'UTC');
const caps = { ...noCaps, filmMicros: capMicros, dayMicros: capMicros, vendorMicros: capMicros };
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
const report = await race({ ledger, filmId, caps, jobs, random: randomFrom(seed), pauses: 0.1 });
ledger.close();
process.stdout.write(JSON.stringify(report));
