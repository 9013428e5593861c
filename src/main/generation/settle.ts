import type { ErrorData } from '../../shared/errors.ts';
import type { Charged } from '../../shared/job.ts';
import type { AttemptPatch } from '../ledger/attempt-journal.ts';
import type { JobPatch } from '../ledger/job-journal.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import { type Ending, openAttempt } from './ending.ts';
import { settleMoney } from './money.ts';

/** Writes how a job ended, with its attempt and its money, and tells the windows. A job that was left stays as it is. */
export function settle(engine: Engine, jobId: string, ending: Ending): void {
  if (ending.state === 'left') return;
  const record = engine.ledger.jobs.get(jobId);
  if (!record) return;
  const patch = endOf(engine, record, ending);
  engine.book.writeWith(`settled:${ending.state}`, jobId, patch, () => settleAttempt(engine, jobId, ending));
  if (ending.state === 'done') engine.publish({ type: 'take', filmId: record.filmId, take: ending.take });
  if (ending.state === 'unknown') engine.askLater(jobId);
}

/** Ends the attempt under way, if there is one, and its money. Inside a transaction. */
export function settleAttempt(engine: Pick<Engine, 'ledger'>, jobId: string, ending: Ending): void {
  const { attempts } = engine.ledger;
  const open = openAttempt(engine.ledger, jobId);
  if (open) attempts.update(open.id, attemptPatch(ending));
  settleMoney(engine, jobId, open?.id ?? null, ending);
}

const stateOf = (ending: Ending): AttemptRecord['state'] => (ending.state === 'left' ? 'running' : ending.state);

function attemptPatch(ending: Ending): AttemptPatch {
  if (ending.state === 'done') {
    const { cost } = ending.take;
    return { state: 'done', costMicros: cost.micros, costBasis: cost.basis };
  }
  return { state: stateOf(ending), outcome: errorOf(ending) };
}

const errorOf = (ending: Ending): ErrorData | null => ('error' in ending ? ending.error : null);

/** What is written of a job that ends so. */
export function endOf(
  { vendors }: Pick<Engine, 'vendors'>,
  record: JobRecord,
  ending: Exclude<Ending, { state: 'left' }>,
): JobPatch {
  const progress = (text: string) => ({ fraction: null, secondsLeft: null, text });
  const before = record.trail.map(({ charged }) => charged);
  switch (ending.state) {
    case 'done':
      return {
        state: 'done',
        error: null,
        charged: most([...before, ending.take.cost.micros > 0 ? 'yes' : 'no']),
        progress: { fraction: 1, secondsLeft: 0, text: 'Done' },
      };
    case 'cancelled': {
      const vendor = vendors.get(record.chain[record.link]?.vendor ?? '');
      const afterCancel = vendor?.kind === 'remote' ? vendor.afterCancel : '';
      const text = ending.charged === 'no' ? 'Stopped before it cost anything' : `Stopped. ${afterCancel}`.trim();
      const charged = most([...before, ending.charged]);
      return { state: 'cancelled', error: null, charged, progress: progress(text) };
    }
    case 'failed':
    case 'stalled': {
      const charged = most([...before, ending.charged]);
      const error = ending.state === 'stalled' ? heldError(ending.error) : ending.error;
      return { state: 'failed', error, charged, progress: progress('Failed') };
    }
    case 'unknown':
      return {
        state: 'unknown',
        error: ending.error,
        charged: most([...before, 'maybe']),
        progress: progress('Not known'),
      };
  }
}

/** `details.held`: the vendor may still hold the work, so that trying again asks for it and costs nothing more. */
const heldError = (error: ErrorData): ErrorData => ({ ...error, details: { ...error.details, held: true } });

/** Of several calls: whether money went out for any. */
export function most(charges: readonly Charged[]): Charged {
  if (charges.includes('yes')) return 'yes';
  return charges.includes('maybe') ? 'maybe' : 'no';
}
