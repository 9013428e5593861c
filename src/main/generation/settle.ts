import type { ErrorData } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { TakeView } from '../../shared/take.ts';
import type { AttemptPatch } from '../ledger/attempt-journal.ts';
import type { JobPatch } from '../ledger/job-journal.ts';
import type { Engine } from './active-job.ts';
import type { Ending } from './ending.ts';

type Settled = { readonly job: JobPatch; readonly attempt: AttemptPatch };

/** Writes how a job ended, with its attempt, and tells the windows. A job that was left stays as it is. */
export function settle({ book, ledger, publish }: Engine, jobId: string, ending: Ending): void {
  if (ending.state === 'left') return;
  const { job, attempt } = settled(ending);
  const { record } = book.updateWith(jobId, job, () => {
    const open = ledger.attempts.latest(jobId);
    if (open && ['submitting', 'running', 'fetching'].includes(open.state)) ledger.attempts.update(open.id, attempt);
  });
  if (ending.state === 'done') publish({ type: 'take', filmId: record.filmId, take: ending.take });
}

function settled(ending: Exclude<Ending, { state: 'left' }>): Settled {
  switch (ending.state) {
    case 'done':
      return done(ending.take);
    case 'failed':
    case 'stalled':
      return over('failed', ending.state, ending.error, ending.charged);
    case 'cancelled':
      return over('cancelled', 'cancelled', null, ending.charged);
    case 'unknown':
      return over('unknown', 'unknown', ending.error, 'maybe');
  }
}

function done({ cost }: TakeView): Settled {
  const charged = cost.micros > 0 ? 'yes' : 'no';
  return {
    job: { state: 'done', error: null, charged, progress: { fraction: 1, secondsLeft: 0, text: 'Done' } },
    attempt: { state: 'done', costMicros: cost.micros, costBasis: cost.basis },
  };
}

function over(
  state: 'failed' | 'cancelled' | 'unknown',
  attemptState: AttemptPatch['state'],
  error: ErrorData | null,
  charged: Job['charged'],
): Settled {
  const text = { failed: 'Failed', cancelled: 'Stopped', unknown: 'Not known' }[state];
  return {
    job: { state, error, charged, progress: { fraction: null, secondsLeft: null, text } },
    attempt: { state: attemptState, outcome: error },
  };
}
