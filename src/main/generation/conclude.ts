import { AppError, type ErrorData } from '../../shared/errors.ts';
import { fallbackFor } from '../../shared/film.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { ActiveJob, Engine, Next, OwnWait } from './active-job.ts';
import { hasPassingKey } from './admit.ts';
import { afterFailure, type Consequence } from './after-failure.ts';
import type { Ending } from './ending.ts';
import { reserve } from './money.ts';
import { type Move, moveOn } from './move-on.ts';
import { retryDelay } from './poll-delay.ts';
import { endOf, settle, settleAttempt } from './settle.ts';
import { retryHint } from './vendor-call.ts';

type Failed = Extract<Ending, { state: 'failed' }>;

/**
 * Writes down how a run ended, and decides by the failure table what becomes of the job. When it throws, nothing was
 * written and it can be called again.
 */
export function conclude(engine: Engine, job: ActiveJob, ending: Ending): Next {
  const record = engine.ledger.jobs.get(job.jobId);
  if (ending.state === 'left' || !record) return { state: 'over' };
  if (ending.state !== 'failed' || job.cancel.signal.aborted) return end(engine, record, ending);
  const { code } = ending.error;
  const failures = (job.failures.get(code) ?? 0) + 1;
  switch (consequence(engine, record, ending, failures)) {
    case 'again': {
      const next = againIfAffordable(engine, record, ending, failures);
      // At another generator the count begins anew.
      if (next.state === 'again' && next.vendorId === vendorOf(record)) job.failures.set(code, failures);
      else job.failures.clear();
      return next;
    }
    case 'next': {
      const next = goOn(engine, record, ending);
      job.failures.clear();
      return next;
    }
    case 'stop':
      return end(engine, record, ending);
  }
}

/** Ends a job that fails without having run: its vendor has no key that can be used. */
export function giveUp(engine: Engine, job: ActiveJob, error: AppError): Next {
  const record = engine.ledger.jobs.get(job.jobId);
  if (!record || !engine.films.find(job.filmId)) return { state: 'over' };
  return goOn(engine, record, { state: 'failed', error: error.toData(), charged: 'no', harmless: true });
}

function consequence(engine: Engine, record: JobRecord, { error, harmless }: Failed, failures: number): Consequence {
  const film = engine.films.find(record.filmId)?.current().film;
  const scene = film?.scenes.find(({ id }) => id === record.sceneId);
  const { afterRefusal } = (film && (scene ? fallbackFor(film, scene, record.role) : film[record.role].fallback)) ?? {
    afterRefusal: false,
  };
  const otherKeys = mayOtherKeys(engine, vendorOf(record), error, failures);
  return afterFailure({ code: error.code, harmless, failures, otherKeys, afterRefusal });
}

/** A key of the wrong kind stays in the ring for other models, so that each is tried once. */
const mayOtherKeys = ({ ring }: Engine, vendorId: string, { code, details }: ErrorData, failures: number): boolean =>
  code === 'unsupported'
    ? details.otherKind === true && failures < ring.ring(vendorId).keys.length
    : hasPassingKey(ring, vendorId);

const vendorOf = ({ chain, link }: JobRecord): string => chain[link]?.vendor ?? '';

function end(engine: Engine, record: JobRecord, ending: Ending): Next {
  const stopped = ending.state === 'failed' && record.cancelAsked;
  // Some vendors call work that was stopped failed.
  settle(engine, record.id, stopped ? { ...ending, state: 'cancelled' } : ending);
  return { state: 'over' };
}

/** Some codes are waited for by the key ring; an outage is the job's own to sit out. */
const ownWaits: readonly string[] = ['provider-down', 'network', 'timed-out'];

/** The money of a call that cost nothing is reserved anew for the next; where a budget was lowered meanwhile, it may not be. */
function againIfAffordable(engine: Engine, record: JobRecord, ending: Failed, failures: number): Next {
  try {
    return again(engine, record, ending, failures);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'over-budget') throw error;
    return goOn(engine, record, ending, error.toData());
  }
}

/** Back into the line of the same vendor, with its money reserved anew: the failed call keeps its own line of the ledger. */
function again(engine: Engine, record: JobRecord, ending: Failed, failures: number): Next {
  const { error } = ending;
  const delay = ownWaits.includes(error.code) ? retryDelay(retryHint(error), failures, engine.random()) : null;
  const until = delay === null ? null : engine.clock.now() + delay;
  const wait: OwnWait | null = until === null ? null : { text: `${error.message} Trying again.`, until };
  const progress = {
    fraction: null,
    secondsLeft: null,
    text: wait?.text ?? error.message,
    until: until === null ? null : new Date(until).toISOString(),
  };
  engine.book.writeWith('again', record.id, { state: 'queued', progress }, () => {
    settleAttempt(engine, record.id, ending);
    reserve(engine, record, vendorOf(record));
  });
  return { state: 'again', vendorId: vendorOf(record), wait };
}

/** To the next generator of the chain, or to the end where there is none that the budgets allow; `error` says why. */
function goOn(engine: Engine, record: JobRecord, ending: Failed, error: ErrorData = ending.error): Next {
  const { written: move } = engine.book.writeWith<Move>(
    'next',
    record.id,
    (move) => (move.kind === 'moved' ? move.patch : endOf(engine, record, leftOut({ ...ending, error }, move.over))),
    () => {
      settleAttempt(engine, record.id, ending);
      return moveOn(engine, record, error, ending.charged);
    },
  );
  return move.kind === 'moved' ? { state: 'again', vendorId: move.vendorId, wait: null } : { state: 'over' };
}

/** The end of a chain whose other generators the budgets do not allow: that is the way forward. */
function leftOut(ending: Failed, over: ErrorData | null): Failed {
  if (!over) return ending;
  const action = `The next generator was left out: ${over.message} ${over.action}`;
  return { ...ending, error: { ...ending.error, action } };
}
