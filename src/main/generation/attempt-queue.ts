import { join } from 'node:path';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { Operation, QueueVendor } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import { badOutput } from './bad-output.ts';
import { type Ending, openAttempt, unknownFate } from './ending.ts';
import { fetchOutput } from './fetch-output.ts';
import { fileTake } from './file-take.ts';
import { freshOutput, pollOperation, type Succeeded } from './poll-operation.ts';
import { staged } from './staged.ts';
import { type RemoteRun, submit } from './submit.ts';
import { writeDown } from './write-down.ts';

type QueueRun = RemoteRun<QueueVendor>;

/**
 * Works on a job at a vendor that takes it and is asked how far it is: submits it unless the ledger already holds its
 * operation, polls, fetches, and files the take. Throws what the pieces throw; how far it came is in the ledger.
 */
export async function attemptQueue(engine: Engine, run: QueueRun): Promise<Ending> {
  const held = await hold(engine, run);
  if (!('operation' in held)) return held;
  const result = await pollOperation(engine, run, held);
  return result.state === 'succeeded' ? fetchTake(engine, run, held, result) : result;
}

async function hold(engine: Engine, run: QueueRun): Promise<AttemptRecord | Ending> {
  const open = openAttempt(engine.ledger, run.jobId);
  if (open?.operation) return open;
  // Belt and braces: a job that is past the line and has no operation must never be sent, whatever led to it.
  if (engine.ledger.jobs.get(run.jobId)?.state !== 'queued') return unknownFate(run.vendor.name, null);
  const { readOperation: read, timeoutMs } = run.vendor.submit;
  const answer = await submit(engine, run, { read, timeoutMs });
  return answer.state === 'taken' ? taken(engine, run, answer.attempt, answer.value) : answer;
}

/** The receipt, on disk before the first poll: without it paid work could not be found again. */
function taken(engine: Engine, run: QueueRun, attempt: AttemptRecord, operation: Operation): Promise<AttemptRecord> {
  const write = () => writeReceipt(engine, run, attempt, operation);
  return writeDown(engine, run.stop, write, (error) => {
    const text = `${run.vendor.name} has taken the job, but that cannot be written down. ${error.message}`;
    console.error(`${text} It is ${JSON.stringify(operation)}.`);
    engine.book.progress(run.jobId, { text });
  });
}

function writeReceipt(engine: Engine, run: QueueRun, attempt: AttemptRecord, operation: Operation): AttemptRecord {
  const progress = { fraction: null, secondsLeft: null, text: `${run.vendor.name} has taken the job` };
  const change = { state: 'running' as const, charged: 'maybe' as const, progress };
  return engine.book.writeWith('taken', run.jobId, change, () =>
    engine.ledger.attempts.update(attempt.id, { state: 'running', operation: { ...operation } }),
  ).written;
}

async function fetchTake(
  engine: Engine,
  run: QueueRun,
  attempt: AttemptRecord,
  { outputs, reportedMicros }: Succeeded,
): Promise<Ending> {
  const { book, ledger } = engine;
  const { session, vendor, jobId } = run;
  const progress = { fraction: null, secondsLeft: null, text: 'Downloading' };
  book.writeWith('fetching', jobId, { state: 'fetching', charged: 'yes', progress }, () =>
    ledger.attempts.update(attempt.id, { state: 'fetching' }),
  );
  const [url] = outputs;
  if (url === undefined) throw badOutput(vendor.name, 'there is none');
  return staged(session, async (dir) => {
    const file = join(dir, 'download');
    await fetchOutput(engine, run, attempt, { url, file, refresh: () => freshOutput(engine, run, attempt) });
    return fileTake(engine, run, attempt, { dir, file, words: null, reportedMicros });
  });
}
