// A studio that writes verdicts as fast as it can, and says what it was told is on disk. It is meant to be killed.
import { writeSync } from 'node:fs';
import { openLedger } from '../ledger.ts';
import { verdictRow } from './verdict-rows.ts';

const { verdicts } = openLedger(process.argv[2] ?? '');
const circle = verdictRow({ mode: 'circle' });
for (;;) {
  // Written at once: what is still in a stream when the process dies was never said.
  writeSync(1, `circle ${verdicts.add(circle).id}\n`);
  writeSync(1, `pick ${verdicts.add(verdictRow()).id}\n`);
}
