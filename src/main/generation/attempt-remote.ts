import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { RemoteVendor } from '../vendors/define-vendor.ts';
import type { Engine, JobRun } from './active-job.ts';
import { type Ending, unknownFate } from './ending.ts';
import { finishTake } from './finish-take.ts';
import { keyHeadersFor } from './output-address.ts';
import { pollOperation, type Succeeded } from './poll-operation.ts';
import { staged } from './staged.ts';
import { submit } from './submit.ts';
import { secretFor } from './vendor-call.ts';

/**
 * Works on a job at a vendor: submits it unless the ledger already holds its operation, polls, fetches, and files the
 * take. Throws what the pieces throw; how far it came is in the ledger.
 */
export async function attemptRemote(engine: Engine, run: JobRun<RemoteVendor>): Promise<Ending> {
  const before = engine.ledger.attempts.latest(run.jobId);
  const hasOperation = before?.operation && isOpen(before);
  // Belt and braces: a job that is past the queue and has no operation must never be sent, whatever led to it.
  if (!hasOperation && engine.ledger.jobs.get(run.jobId)?.state !== 'queued') return unknownFate(run.vendor.name, null);
  const held = hasOperation ? before : await submit(engine, run);
  if (!('operation' in held)) return held;
  const result = await pollOperation(engine, run, held);
  return result.state === 'succeeded' ? fetchTake(engine, run, held, result) : result;
}

const isOpen = ({ state }: AttemptRecord): boolean => state === 'running' || state === 'fetching';

async function fetchTake(
  engine: Engine,
  run: JobRun<RemoteVendor>,
  attempt: AttemptRecord,
  { outputs, reportedMicros }: Succeeded,
): Promise<Ending> {
  const { book, ledger, clock } = engine;
  const { session, generator, vendor, jobId, stop } = run;
  const progress = { fraction: null, secondsLeft: null, text: 'Downloading' };
  const { record } = book.updateWith(jobId, { state: 'fetching', charged: 'yes', progress }, () =>
    ledger.attempts.update(attempt.id, { state: 'fetching' }),
  );
  const [url] = outputs;
  if (url === undefined) throw new AppError({ code: 'provider-failed', message: `${vendor.name} gave no file.` });
  const secret = await secretFor(engine, vendor);
  return staged(session, async (dir) => {
    const file = join(dir, 'download');
    await engine.download({
      url,
      file,
      headersFor: (address) => keyHeadersFor(address, vendor, secret),
      allowPrivateHosts: engine.allowPrivateHosts,
      signal: stop,
      onProgress: (fraction) => book.progress(jobId, { fraction, text: 'Downloading' }),
    });
    book.progress(jobId, { fraction: null, text: 'Checking' });
    const order = { session, record, attempt, generator, dir, file, words: null, now: clock.now() };
    const take = await finishTake(engine, { ...order, reportedMicros: reportedMicros ?? null });
    return { state: 'done', take };
  });
}
