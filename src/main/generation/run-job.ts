import { AppError } from '../../shared/errors.ts';
import { isSettled } from '../../shared/job.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { ActiveJob, Engine, JobRun } from './active-job.ts';
import { attemptLocal } from './attempt-local.ts';
import { attemptRemote } from './attempt-remote.ts';
import { type Ending, endingOfError } from './ending.ts';
import { settle } from './settle.ts';
import { writeDown } from './write-down.ts';

/** Works on a job to its end and writes down how it ended. A job whose film was closed waits until it is opened again. */
export async function runJob(engine: Engine, active: ActiveJob, stop: AbortSignal, halt: AbortSignal): Promise<void> {
  const record = engine.ledger.jobs.get(active.jobId);
  const session = engine.films.find(active.filmId);
  if (!record || !session || isSettled(record.state)) return;
  const signals = { stop, halt, cancel: active.cancel.signal };
  const ending = await work(engine, record, session, signals);
  await writeDown(
    engine,
    stop,
    () => settle(engine, record.id, ending),
    ({ message }) => engine.book.progress(record.id, { text: `How it ended cannot be written down. ${message}` }),
  );
}

type Signals = Pick<JobRun, 'stop' | 'halt' | 'cancel'>;

async function work(engine: Engine, record: JobRecord, session: FilmSession, signals: Signals): Promise<Ending> {
  const generator = engine.generators.get(record.generator);
  const vendor = generator && engine.vendors.get(generator.vendor);
  try {
    if (!generator || !vendor) throw gone(record.generator);
    const run = { jobId: record.id, session, generator, ...signals };
    return vendor.kind === 'local'
      ? await attemptLocal(engine, { ...run, vendor })
      : await attemptRemote(engine, { ...run, vendor });
  } catch (error) {
    const attempt = engine.ledger.attempts.latest(record.id);
    return endingOfError(error, { ...signals, attempt, vendorName: vendor?.name ?? 'the vendor' });
  }
}

function gone(generator: string): AppError {
  const message = `The generator “${generator}” is not in this Circle Take's catalogue.`;
  return new AppError({ code: 'unsupported', message, action: 'Choose another generator.' });
}
