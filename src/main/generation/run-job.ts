import { AppError } from '../../shared/errors.ts';
import { isSettled } from '../../shared/job.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { JobRecord } from '../ledger/tables.ts';
import { answersAtOnce } from '../vendors/define-vendor.ts';
import type { ActiveJob, Engine, Next, RunSignals } from './active-job.ts';
import { attemptDirect } from './attempt-direct.ts';
import { attemptLocal } from './attempt-local.ts';
import { attemptQueue } from './attempt-queue.ts';
import { conclude } from './conclude.ts';
import { type Ending, endingOfError, openAttempt } from './ending.ts';
import { fitToVoice } from './fit-to-voice.ts';
import type { Lease } from './key-ring.ts';
import { writeDown } from './write-down.ts';

/**
 * Works on a job with its generator of now, writes down how that ended, and says what follows. A job whose film was closed
 * waits until it is opened again.
 */
export async function runJob(engine: Engine, job: ActiveJob, lease: Lease | null, signals: RunSignals): Promise<Next> {
  const record = engine.ledger.jobs.get(job.jobId);
  const session = engine.films.find(job.filmId);
  if (!record || !session || isSettled(record.state)) {
    if (lease) engine.ring.giveBack(lease);
    return { state: 'over' };
  }
  const ending = await work(engine, { record, session, lease, followed: job.followed }, signals);
  const held = openAttempt(engine.ledger, record.id);
  const next = await writeDown(
    engine,
    signals.stop,
    () => conclude(engine, job, ending),
    ({ message }) => engine.book.progress(record.id, { text: `How it ended cannot be written down. ${message}` }),
  );
  // The answer of a direct vendor is in its take now, or is no good; one that is still wanted stays.
  const over = ending.state === 'done' || ending.state === 'failed';
  if (over && held?.operation) await engine.incoming.remove(held.id);
  return next;
}

type Work = {
  readonly record: JobRecord;
  readonly session: FilmSession;
  readonly lease: Lease | null;
  readonly followed: boolean;
};

async function work(engine: Engine, { record, session, lease, followed }: Work, signals: RunSignals): Promise<Ending> {
  const generator = engine.generators.get(record.generator);
  const vendor = generator && engine.vendors.get(generator.vendor);
  try {
    if (!generator || !vendor) throw gone(engine, record);
    if (followed && isFresh(record)) await fitToVoice(engine, record, session);
    const run = { jobId: record.id, session, generator, ...signals };
    if (vendor.kind === 'local') return await attemptLocal(engine, { ...run, vendor, lease });
    if (!lease) throw new Error(`A job for ${vendor.name} was started without a key.`);
    return answersAtOnce(vendor, generator)
      ? await attemptDirect(engine, { ...run, vendor, lease })
      : await attemptQueue(engine, { ...run, vendor, lease });
  } catch (error) {
    const attempt = openAttempt(engine.ledger, record.id);
    return endingOfError(error, { ...signals, attempt, vendorName: vendor?.name ?? 'the vendor' });
  }
}

/** At the first of its chain, and never sent. */
const isFresh = ({ state, link, trail }: JobRecord): boolean => state === 'queued' && link === 0 && trail.length === 0;

/** What a vendor holds is paid for: with its row the job goes on. */
function gone({ ledger }: Engine, { id, generator }: JobRecord): AppError {
  const message = `The generator “${generator}” is not in this Circle Take's catalogue.`;
  const action = openAttempt(ledger, id)?.operation
    ? 'Add it to the catalogue again, then retry: it goes on with what the vendor holds, and nothing is paid again.'
    : 'Choose another generator.';
  return new AppError({ code: 'unsupported', message, action });
}
