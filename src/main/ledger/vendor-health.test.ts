import { expect, it } from 'vitest';
import type { ErrorData } from '../../shared/errors.ts';
import type { AttemptPatch } from './attempt-journal.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { attemptRow, jobRow } from './testing/ledger-rows.ts';
import { vendorHealth } from './vendor-health.ts';

const { ledger } = ledgerForEachTest();

const refused: ErrorData = { code: 'provider-failed', message: 'It broke.', action: 'Try again.', details: {} };

/** A ledger with attempts that begin at these hours after the first and last so many seconds. */
function ledgerWith(attempts: readonly [hour: number, seconds: number, patch: AttemptPatch, vendor?: string][]) {
  let now = 0;
  const start = Date.parse('2026-11-01T00:00:00Z');
  const opened = ledger(() => new Date(start + now));
  for (const [hour, seconds, patch, vendor = 'replicate'] of attempts) {
    now = hour * 3_600_000;
    const job = jobRow();
    opened.jobs.add([job]);
    const { id } = opened.attempts.add(attemptRow(job.id, { vendor }));
    now += seconds * 1000;
    opened.attempts.update(id, patch);
  }
  return (days: number) => vendorHealth(opened, ['runway', 'replicate'], new Date(start + days * 86_400_000));
}

it('counts what is over, and says how long takes took and what went wrong last', () => {
  const health = ledgerWith([
    [1, 10, { state: 'done' }],
    [2, 5, { state: 'failed', outcome: refused }],
    [3, 40, { state: 'done' }],
    [4, 30, { state: 'done' }],
    [5, 9, { state: 'unknown', outcome: { ...refused, code: 'fate-unknown' } }],
    // Under way, and stopped by somebody: neither says anything of the vendor.
    [6, 1, { state: 'running' }],
    [7, 1, { state: 'cancelled' }],
    [8, 2, { state: 'done' }, 'nobody-asked'],
  ]);
  expect(health(2)).toEqual([
    {
      ...{ vendor: 'replicate', attempts: 5, takes: 3, medianSeconds: 30 },
      lastTakeAt: '2026-11-01T04:00:30.000Z',
      lastFailureAt: '2026-11-01T05:00:09.000Z',
      lastFailure: { ...refused, code: 'fate-unknown' },
      recent: [true, false, true, true, false],
    },
  ]);
});

it('looks back thirty days and twenty attempts', () => {
  const many = Array.from({ length: 25 }, (_, hour): [number, number, AttemptPatch] => [hour, 10, { state: 'done' }]);
  const health = ledgerWith([...many, [30, 20, { state: 'failed', outcome: refused }]]);
  expect(health(2)[0]).toMatchObject({ attempts: 26, takes: 25, medianSeconds: 10 });
  expect(health(2)[0]?.recent).toHaveLength(20);
  expect(health(30.75)).toMatchObject([{ attempts: 7, takes: 6 }]);
  expect(health(40)).toEqual([]);
});

it('has no median without takes, and takes the middle of an even number', () => {
  expect(ledgerWith([[1, 5, { state: 'failed', outcome: refused }]])(2)[0]).toMatchObject({ medianSeconds: null });
  const two = ledgerWith([
    [2, 10, { state: 'done' }],
    [3, 20, { state: 'done' }],
  ]);
  expect(two(2)[0]).toMatchObject({ medianSeconds: 15 });
});
