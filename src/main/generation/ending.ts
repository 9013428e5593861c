import { AppError, type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { Job } from '../../shared/job.ts';
import type { TakeView } from '../../shared/take.ts';
import type { AttemptRecord } from '../ledger/tables.ts';

type Charged = Job['charged'];

/** How work on a job ended. */
export type Ending =
  | { readonly state: 'done'; readonly take: TakeView }
  /** The last word: there will be no take. */
  | { readonly state: 'failed'; readonly error: ErrorData; readonly charged: Charged }
  /** Given up for now; the vendor still holds the operation, so it can be taken up again without paying again. */
  | { readonly state: 'stalled'; readonly error: ErrorData; readonly charged: Charged }
  | { readonly state: 'cancelled'; readonly charged: Charged }
  /** Nobody knows whether the vendor took the job. */
  | { readonly state: 'unknown'; readonly error: ErrorData }
  /** The studio closes: the ledger stays as it is, and the job goes on next time. */
  | { readonly state: 'left' };

type Circumstances = {
  /** The attempt under way, as the ledger has it; null when there is none. */
  readonly attempt: AttemptRecord | null;
  readonly vendorName: string;
  readonly stop: AbortSignal;
  readonly cancel: AbortSignal;
};

/** What an error means depends on how far the attempt had come: the ledger knows. */
export function endingOfError(error: unknown, { attempt, vendorName, stop, cancel }: Circumstances): Ending {
  if (stop.aborted) return { state: 'left' };
  if (!(error instanceof AppError)) console.error('A job failed by a mistake of the studio:', error);
  const data = toErrorData(error);
  if (attempt?.state === 'submitting') return unknownFate(vendorName, data);
  if (attempt?.operation) return endingOfHeldOperation(data, attempt);
  return cancel.aborted ? { state: 'cancelled', charged: 'no' } : { state: 'failed', error: data, charged: 'no' };
}

function endingOfHeldOperation(error: ErrorData, attempt: AttemptRecord): Ending {
  const charged = attempt.state === 'fetching' ? 'yes' : 'maybe';
  return { state: error.code === 'provider-failed' ? 'failed' : 'stalled', error, charged };
}

/** A submit that was sent and whose answer never came, or could not be read. */
export function unknownFate(vendorName: string, reason: ErrorData | null): Ending {
  const why = reason ? ` ${reason.message}` : '';
  const error = new AppError({
    code: 'fate-unknown',
    message: `It is not known whether ${vendorName} took this job.${why}`,
    action: `Look at your ${vendorName} account before you send it again: it may already be paid.`,
    details: reason ? { reason: reason.code } : {},
  });
  return { state: 'unknown', error: error.toData() };
}
