import { expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { attemptRow, jobRow } from './testing/ledger-rows.ts';

const { ledger } = ledgerForEachTest();

test('a job keeps its chain, and where it stands in it', () => {
  const { jobs } = ledger();
  const inputs = { role: 'voice' as const, text: 'Hello', voice: null, speed: 1 };
  const links = ['a', 'b'].map((generator) => ({
    generator,
    vendor: 'fal',
    priceCeilingMicros: 5,
    inputs,
    warnings: ['w'],
  }));
  const made = jobRow({ chain: links, priority: 'high' });
  jobs.add([made]);
  const error = { code: 'provider-down' as const, message: 'm', action: 'a', details: {} };
  const trail = [{ generator: 'a', error, charged: 'maybe' as const }];
  jobs.update(made.id, { link: 1, generator: 'b', trail, priority: 'low' });
  expect(jobs.get(made.id)).toMatchObject({ chain: links, link: 1, generator: 'b', trail, priority: 'low' });
});

test('lost jobs are those of unknown fate, dismissed or not, of all films', () => {
  const { jobs } = ledger();
  const rows = (['unknown', 'failed', 'unknown', 'unknown', 'queued'] as const).map((state) => jobRow({ state }));
  jobs.add(rows);
  jobs.update(rows[2]?.id ?? '', { dismissed: true });
  expect(jobs.lost().map(({ id }) => id)).toEqual([rows[0]?.id, rows[2]?.id, rows[3]?.id]);
});

test('recent calls are those with a key since a moment', () => {
  let time = new Date('2026-11-20T12:00:00Z');
  const { jobs, attempts } = ledger(() => time);
  const job = jobRow();
  jobs.add([job]);
  attempts.add(attemptRow(job.id));
  time = new Date('2026-11-20T12:00:30Z');
  attempts.add(attemptRow(job.id, { keyId: null, account: null, keyLabel: null }));
  attempts.add(attemptRow(job.id, { keyId: 'ky_2', account: 'eve', vendor: 'fal' }));
  const createdAt = time.toISOString();
  expect(attempts.recent('2026-11-20T12:00:00.000Z')).toEqual([
    { vendor: 'fal', keyId: 'ky_2', account: 'eve', createdAt },
  ]);
  expect(attempts.recent('2026-11-20T11:59:00.000Z').map(({ keyId }) => keyId)).toEqual(['ky_1', 'ky_2']);
});

test('what a vendor took and an attempt holds is no orphan', () => {
  const { jobs, attempts } = ledger();
  const job = jobRow();
  jobs.add([job]);
  const [held, , other] = [attemptRow(job.id), attemptRow(job.id), attemptRow(job.id, { vendor: 'fal' })];
  for (const row of [held, attemptRow(job.id), other]) attempts.add(row);
  for (const { id } of [held, other]) attempts.update(id, { operation: { id } });
  expect(attempts.holding('replicate').map(({ operation }) => operation)).toEqual([{ id: held.id }]);
  expect(attempts.since('replicate', '2020-01-01')).toHaveLength(2);
  expect(attempts.since('replicate', '2999-01-01')).toEqual([]);
});

test('the health of a key is overwritten, outlives a restart and can be removed', () => {
  const [{ keyHealth }, restarted] = [ledger(() => new Date('2026-11-20T12:00:00Z')), ledger()];
  const health = { keyId: newId('key'), vendor: 'fal', until: null, streak: 0, successes: 1, failures: 0 };
  keyHealth.save({ ...health, state: 'healthy', reason: null });
  keyHealth.save({ ...health, keyId: 'env-fal', state: 'dry', reason: 'No credit.', streak: 2 });
  keyHealth.save({ ...health, state: 'refused', reason: 'The key is not known.', failures: 1 });
  const updatedAt = '2026-11-20T12:00:00.000Z';
  expect(restarted.keyHealth.all()).toEqual([
    { ...health, keyId: 'env-fal', state: 'dry', reason: 'No credit.', streak: 2, updatedAt },
    { ...health, state: 'refused', reason: 'The key is not known.', failures: 1, updatedAt },
  ]);
  keyHealth.remove('env-fal');
  expect(restarted.keyHealth.all().map(({ keyId }) => keyId)).toEqual([health.keyId]);
});
