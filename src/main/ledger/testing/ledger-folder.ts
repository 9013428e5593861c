import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type Ledger, openLedger } from '../ledger.ts';

/** A fresh folder for each test of a file; ledgers that it opened are closed afterwards. */
export function ledgerForEachTest() {
  let dir = '';
  let open: Ledger[] = [];
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'ledger-'));
    open = [];
  });
  afterEach(() => {
    for (const each of open) each.close();
    rmSync(dir, { recursive: true });
  });
  const file = () => join(dir, 'data', 'ledger.sqlite');
  return {
    dir: () => dir,
    file,
    ledger: (now?: () => Date, timeZone = 'UTC'): Ledger => {
      const opened = openLedger(file(), now, timeZone);
      open.push(opened);
      return opened;
    },
  };
}
