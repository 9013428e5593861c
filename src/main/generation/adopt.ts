import { AppError, type ErrorData } from '../../shared/errors.ts';
import type { lostVerdicts } from '../../shared/lost.ts';
import type { JobRecord } from '../ledger/tables.ts';
import { answersAtOnce, type Operation } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import { holderOf } from './find-orphans.ts';
import { lostCall } from './lost-call.ts';
import { enqueue } from './resume.ts';
import { most } from './settle.ts';

export type Verdict = (typeof lostVerdicts)[number];

/**
 * Makes work that a vendor lists a lost job's own, which then goes on with it. Throws `not-found` for a job that is not lost,
 * `conflict` when another attempt holds it, or `unsupported` where the vendor does not hand it out again.
 */
export function adoptInto(engine: Engine, dispatcher: Dispatcher, jobId: string, operation: Operation): JobRecord {
  const { record, attempt, vendor } = lostCall(engine, jobId);
  const generator = engine.generators.get(attempt.generator);
  if (generator && answersAtOnce(vendor, generator) && !vendor.recent?.fetch) throw cannotFetch(vendor.name);
  const { ledger, book } = engine;
  const progress = { fraction: null, secondsLeft: null, text: `Found at ${vendor.name}` };
  const patch = { state: 'running' as const, error: null, cancelAsked: false, dismissed: false, progress };
  const { record: found, written } = book.writeWith('adopt', record.id, patch, () => {
    // Asked again where it is written: another studio may share the ledger.
    lostCall(engine, jobId);
    if (holderOf(engine, vendor, operation)) throw heldAlready(vendor.name);
    return ledger.attempts.update(attempt.id, { state: 'running', operation: { ...operation }, outcome: null });
  });
  // A film that is closed goes on with it when it is opened.
  if (engine.films.find(record.filmId)) enqueue(engine, dispatcher, found, { held: written });
  return found;
}

const cannotFetch = (name: string) =>
  new AppError({
    code: 'unsupported',
    message: `${name} does not hand out again what it has made.`,
    action: `Download it at ${name} and bring it in as a take.`,
  });

const heldAlready = (name: string) =>
  new AppError({
    code: 'conflict',
    message: `Another job holds this work of ${name} already.`,
    action: 'Choose another, or ask again.',
  });

/** The user's word ends the matter: the money is freed, or settled at its ceiling. Throws `not-found` for a job that is not lost. */
export function settleLost(engine: Engine, jobId: string, verdict: Verdict): JobRecord {
  const { record, attempt, vendor } = lostCall(engine, jobId);
  const line = engine.ledger.entries.ofAttempt(attempt.id);
  const billed = verdict === 'billed';
  const error = verdictError(vendor.name, billed);
  const charged = most([...record.trail.map((step) => step.charged), billed ? 'yes' : 'no']);
  const progress = { fraction: null, secondsLeft: null, text: 'Failed' };
  const patch = { state: 'failed' as const, error, charged, progress };
  return engine.book.writeWith('verdict', record.id, patch, () => {
    lostCall(engine, jobId);
    const micros = billed ? (line?.ceilingMicros ?? 0) : 0;
    engine.ledger.entries.settle(attempt.id, { state: 'settled', micros, basis: 'stated' });
    engine.ledger.attempts.update(attempt.id, { state: 'failed', outcome: error });
  }).record;
}

function verdictError(vendor: string, billed: boolean): ErrorData {
  const message = billed ? `${vendor} billed it, and the result is gone.` : `${vendor} never took it.`;
  const details = { verdict: billed ? 'billed' : 'never-arrived' };
  return new AppError({
    code: 'provider-failed',
    message,
    action: 'Send it again when you want it.',
    details,
  }).toData();
}
