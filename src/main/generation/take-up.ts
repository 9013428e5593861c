import { AppError } from '../../shared/errors.ts';
import type { JobPatch } from '../ledger/job-journal.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import { doubtMoney } from './money.ts';
import { moveOn } from './move-on.ts';
import { openSession } from './plan-film.ts';
import { enqueue } from './resume.ts';

const stalledAttempt = ({ ledger }: Engine, jobId: string): AttemptRecord | undefined =>
  ledger.attempts.ofJob(jobId).findLast(({ state }) => state === 'stalled');

/**
 * Goes on with a job that was given up although a vendor may hold its result; null when there is no such thing. Throws
 * `conflict` while a later call of the job is lost: going on would take that call, which may be paid, out of sight.
 */
export function takeUp(engine: Engine, dispatcher: Dispatcher, record: JobRecord): JobRecord | null {
  const attempt = stalledAttempt(engine, record.id);
  if (attempt && record.state === 'unknown') throw lostFirst(engine, attempt);
  const givenUp = record.state === 'failed' || record.state === 'cancelled';
  if (!attempt || !givenUp || !engine.films.find(record.filmId)) return null;
  const progress = { fraction: null, secondsLeft: null, text: 'Asking the vendor for it again' };
  const patch = {
    ...placeOf(record, attempt.generator),
    trail: trailTo(record, attempt.generator),
    ...{ state: 'running' as const, error: null, cancelAsked: false, dismissed: false, progress },
  };
  const { record: resumed, written } = engine.book.writeWith('take-up', record.id, patch, () =>
    engine.ledger.attempts.update(attempt.id, { state: 'running', outcome: null }),
  );
  enqueue(engine, dispatcher, resumed, { held: written });
  return resumed;
}

/**
 * Goes on with jobs that were given up for want of a key although the vendor holds their result, where there is a key now:
 * at one vendor, or in one film that was opened.
 */
export function takeUpForKeys(
  engine: Engine,
  dispatcher: Dispatcher,
  wanted: (record: JobRecord, vendorId: string) => boolean,
): void {
  for (const record of engine.ledger.jobs.failedWith('unauthorized')) {
    const last = engine.ledger.attempts.latest(record.id);
    if (last?.state !== 'stalled' || engine.keys.ring(last.vendor).length === 0) continue;
    if (wanted(record, last.vendor)) takeUp(engine, dispatcher, record);
  }
}

/** Whoever failed since is left behind too, so that going on from an earlier generator does not pay it again. */
function trailTo({ trail, generator, error, charged }: JobRecord, to: string): JobRecord['trail'] {
  const others = trail.filter((step) => step.generator !== to);
  return error && generator !== to ? [...others, { generator, error, charged }] : others;
}

/** The link of the chain that a generator has, as the job's own. */
function placeOf({ chain }: JobRecord, generator: string): JobPatch {
  const link = chain.findIndex((each) => each.generator === generator);
  const place = chain[link];
  if (!place) return {};
  const { inputs, warnings, priceCeilingMicros } = place;
  return { link, generator, inputs, warnings: [...warnings], priceCeilingMicros };
}

/**
 * Goes on to the next generator of a chain where that was left to the user. What a vendor still holds stays adoptable, and
 * its money unsure. Throws `conflict` where there is nothing to go on to, `not-found` while the film is closed, or `over-budget`.
 */
export function nextInChain(engine: Engine, dispatcher: Dispatcher, record: JobRecord): JobRecord {
  // Its budget is not known while it is closed, and nobody would work on the job.
  openSession(engine, record.filmId);
  if (record.state !== 'failed' || !record.error || record.link + 1 >= record.chain.length) throw noNext();
  const { error, charged } = record;
  const stalled = stalledAttempt(engine, record.id);
  const { entries } = engine.ledger;
  const { record: moved } = engine.book.writeWith<JobPatch>(
    'next',
    record.id,
    (patch) => ({ ...patch, cancelAsked: false, dismissed: false }),
    () => {
      const line = stalled && entries.ofAttempt(stalled.id);
      if (line?.attemptId)
        entries.settle(line.attemptId, { state: 'unsure', micros: line.ceilingMicros, basis: 'assumed' });
      const move = moveOn(engine, record, error, charged);
      if (move.kind === 'moved') return move.patch;
      throw move.over ? AppError.fromData(move.over) : noNext();
    },
  );
  enqueue(engine, dispatcher, moved);
  return moved;
}

/**
 * Takes a settled job out of sight. What a vendor may still hold of it is not waited for any more: its money becomes unsure,
 * which the user can settle, instead of being reserved for ever.
 */
export function dismiss({ book, ledger }: Engine, { id }: JobRecord): void {
  book.together('dismiss', () => {
    doubtMoney(ledger, id);
    ledger.jobs.update(id, { dismissed: true });
  });
}

function lostFirst({ vendors }: Engine, { vendor }: AttemptRecord): AppError {
  const name = vendors.get(vendor)?.name ?? vendor;
  return new AppError({
    code: 'conflict',
    message: `${name} may still hold a result of this job, but a later call of it is lost.`,
    action: `Settle the lost call in Lost and found, then retry: ${name} is asked for its result, and nothing is paid.`,
  });
}

const noNext = (): AppError =>
  new AppError({
    code: 'conflict',
    message: 'There is no further generator for this job to go on to.',
    action: 'Try again, or choose another generator for the scene.',
  });
