import { AppError, type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { Charged } from '../../shared/job.ts';
import type { TakeView } from '../../shared/take.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { AttemptRecord } from '../ledger/tables.ts';

/** How a run of a job ended. `reportedMicros` is what the vendor says that it charged. */
export type Ending =
  | { readonly state: 'done'; readonly take: TakeView }
  /** There will be no take of this attempt. `harmless`: no call had an effect, so another may be made. */
  | {
      readonly state: 'failed';
      readonly error: ErrorData;
      readonly charged: Charged;
      readonly harmless: boolean;
      readonly reportedMicros?: number;
    }
  /** Given up for now; the vendor still holds the operation, so it can be taken up again without paying again. */
  | { readonly state: 'stalled'; readonly error: ErrorData; readonly charged: Charged }
  | { readonly state: 'cancelled'; readonly charged: Charged; readonly reportedMicros?: number }
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

/** The attempt of a job that is under way, or was when the studio ended. */
export const openAttempt = ({ attempts }: Pick<Ledger, 'attempts'>, jobId: string): AttemptRecord | null =>
  attempts.ofJob(jobId).findLast(({ state }) => ['submitting', 'running', 'fetching'].includes(state)) ?? null;

/** What an error means depends on how far the attempt had come: the ledger knows. */
export function endingOfError(error: unknown, { attempt, vendorName, stop, cancel }: Circumstances): Ending {
  if (stop.aborted) return { state: 'left' };
  if (!(error instanceof AppError)) console.error('A job failed by a mistake of the studio:', error);
  const data = toErrorData(error);
  if (attempt?.state === 'submitting') return unknownFate(vendorName, data);
  if (attempt?.operation) return endingOfHeldOperation(data, attempt);
  if (cancel.aborted) return { state: 'cancelled', charged: 'no' };
  return { state: 'failed', error: data, charged: 'no', harmless: true };
}

/** A file that is no good is the vendor's last word; whatever else went wrong, it may be asked for its result again. */
function endingOfHeldOperation(error: ErrorData, attempt: AttemptRecord): Ending {
  const charged = attempt.state === 'fetching' ? 'yes' : 'maybe';
  const over = error.code === 'provider-failed' || error.code === 'bad-output';
  return over ? { state: 'failed', error, charged, harmless: false } : { state: 'stalled', error, charged };
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
