import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type ErrorData } from '../../shared/errors.ts';
import { withFileErrors } from '../films/atomic-file.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { DirectResult, DirectVendor } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import { badOutput } from './bad-output.ts';
import { type Ending, openAttempt, unknownFate } from './ending.ts';
import { fetchOutput } from './fetch-output.ts';
import { fileTake } from './file-take.ts';
import { staged } from './staged.ts';
import { type RemoteRun, submit } from './submit.ts';
import { askPatiently } from './vendor-call.ts';
import { writeDown } from './write-down.ts';

type DirectRun = RemoteRun<DirectVendor>;

/**
 * Works on a job at a vendor whose answer is the file itself: what was bought is on disk before anything looks at it, and
 * a job whose answer is there goes on from that. Throws what the pieces throw.
 */
export async function attemptDirect(engine: Engine, run: DirectRun): Promise<Ending> {
  const held = openAttempt(engine.ledger, run.jobId);
  if (held && (await engine.incoming.has(held.id))) return goOn(engine, run, held);
  if (held?.operation) return fetchAgain(engine, run, held);
  // Belt and braces: a job that is past the line and has no answer must never be sent, whatever led to it.
  if (engine.ledger.jobs.get(run.jobId)?.state !== 'queued') return unknownFate(run.vendor.name, null);
  return buy(engine, run);
}

/** The answer is on disk; the journal may not know of it yet. */
async function goOn(engine: Engine, run: DirectRun, held: AttemptRecord): Promise<Ending> {
  // What is damaged was received all the same: reading it again says so.
  const id = await engine.incoming.read(held.id).then(
    (answer) => answer.id,
    () => undefined,
  );
  return finish(engine, run, received(engine, run, held, id));
}

async function buy(engine: Engine, run: DirectRun): Promise<Ending> {
  const { vendor, generator, jobId } = run;
  const inputs = engine.ledger.jobs.get(jobId)?.inputs;
  if (!inputs) throw new AppError({ code: 'not-found', message: 'The job is not in the ledger any more.' });
  const read: Parameters<typeof submit<DirectResult>>[2]['read'] = (response) =>
    vendor.direct.readResult(response, generator, inputs);
  const answer = await submit(engine, run, { read, timeoutMs: vendor.direct.timeoutMs });
  if (answer.state !== 'taken') return answer;
  return finish(engine, run, await keep(engine, run, answer.attempt, answer.value));
}

/** First the file, then the journal: after a crash in between the file is found. A full disk is sat out. */
async function keep(engine: Engine, run: DirectRun, attempt: AttemptRecord, result: DirectResult) {
  const failed = ({ message }: AppError) =>
    engine.book.progress(run.jobId, { text: `${run.vendor.name} has answered, but that cannot be kept. ${message}` });
  engine.onJournal?.('incoming', 'before');
  await writeDown(engine, run.stop, () => engine.incoming.keep(attempt.id, result), failed);
  engine.onJournal?.('incoming', 'after');
  return writeDown(engine, run.stop, () => received(engine, run, attempt, result.id), failed);
}

/** `id`: what the vendor calls it, so that nobody takes it for lost work that the vendor lists. */
function received(engine: Engine, run: DirectRun, attempt: AttemptRecord, id: string | undefined): AttemptRecord {
  const progress = { fraction: null, secondsLeft: null, text: `${run.vendor.name} has answered` };
  const operation = attempt.operation ?? { received: attempt.id, ...(id === undefined ? {} : { id }) };
  return engine.book.writeWith('received', run.jobId, { state: 'fetching', charged: 'yes', progress }, () =>
    engine.ledger.attempts.update(attempt.id, { state: 'fetching', operation }),
  ).written;
}

async function finish(engine: Engine, run: DirectRun, attempt: AttemptRecord): Promise<Ending> {
  const { media, words, reportedMicros } = await engine.incoming.read(attempt.id);
  return staged(run.session, async (dir) => {
    const file = join(dir, 'answer');
    if (typeof media === 'string') await fetchOutput(engine, run, attempt, { url: media, file });
    else await withFileErrors(file, () => writeFile(file, media));
    return fileTake(engine, run, attempt, { dir, file, words, reportedMicros });
  });
}

/** The answer was lost, but the vendor keeps a history that hands it out again. */
async function fetchAgain(engine: Engine, run: DirectRun, attempt: AttemptRecord): Promise<Ending> {
  const { vendor, generator, jobId } = run;
  const fetch = vendor.recent?.fetch;
  const operation = attempt.operation ?? {};
  if (!fetch || 'received' in operation) return gone(vendor.name);
  engine.book.progress(jobId, { text: `Fetching it from ${vendor.name}'s history` });
  const request = fetch.toRequest(operation);
  const response = await askPatiently(engine, attempt, { vendor, request, signal: run.stop });
  return finish(engine, run, await keep(engine, run, attempt, fetch.readResult(response, generator, operation)));
}

function gone(vendor: string): Ending {
  const error: ErrorData = badOutput(vendor, 'it is not there any more').toData();
  return { state: 'failed', error, charged: 'yes', harmless: false };
}
