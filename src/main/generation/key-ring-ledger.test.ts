import { expect, it } from 'vitest';
import { ledgerForEachTest } from '../ledger/testing/ledger-folder.ts';
import { called, reserved } from '../ledger/testing/ledger-rows.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { leased, ringKeys, vendor, waited } from './testing/ring-bench.ts';
import { virtualClock } from './testing/virtual-clock.ts';

const files = ledgerForEachTest();

it('finds health and windows in the ledger again', () => {
  const clock = virtualClock();
  const now = () => new Date(clock.now());
  const open = (): { ring: KeyRing; ledger: ReturnType<typeof files.ledger> } => {
    const ledger = files.ledger(now);
    const ring = createKeyRing({
      vendors: new Map([[vendor.id, vendor]]),
      keys: { ring: () => ringKeys('a', 'b'), onChange: () => {} },
      limitsOf: () => ({ perMinute: 1, atOnce: 9, coolDownSeconds: 60 }),
      health: ledger.keyHealth,
      recent: ledger.attempts.recent,
      clock,
    });
    return { ring, ledger };
  };
  const before = open();
  const lease = leased(before.ring.take(vendor.id));
  const { id: jobId } = reserved(before.ledger, {}, { vendor: vendor.id });
  called(before.ledger, jobId, { vendor: vendor.id, keyId: lease.keyId, account: lease.account });
  before.ring.report(lease, { ok: true });
  before.ring.report(leased(before.ring.take(vendor.id)), { ok: false, code: 'unauthorized', message: 'No.' });
  before.ring.flush();

  const { ring } = open();
  const full = { text: 'a key is at 1 call a minute', until: clock.now() + 60_000, hopeless: null };
  expect(waited(ring.take(vendor.id))).toEqual(full);
  expect(ring.rings()[0]?.keys).toMatchObject([
    { keyId: 'a', state: 'healthy', inWindow: 1, successes: 1, failures: 0 },
    { keyId: 'b', state: 'refused', reason: 'No.', successes: 0, failures: 1 },
  ]);
  clock.moveTo(clock.now() + 60_000);
  expect(leased(ring.take(vendor.id)).keyId).toBe('a');
});
