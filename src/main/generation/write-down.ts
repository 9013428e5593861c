import { AppError } from '../../shared/errors.ts';
import type { Engine } from './active-job.ts';
import { retryDelay } from './poll-delay.ts';

/** About ten minutes, in which the user can free some space. */
const tries = 15;

/**
 * Writes what must not get lost. A disk that is full, or a ledger that another studio holds, is sat out, with `failed`
 * told each time; throws the last error after ten minutes, or when the studio closes.
 */
export async function writeDown<T>(
  { clock, random }: Pick<Engine, 'clock' | 'random'>,
  stop: AbortSignal,
  write: () => T | Promise<T>,
  failed: (error: AppError) => void,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      failed(error);
      if (stop.aborted || failures >= tries) throw error;
      await clock.sleep(retryDelay({}, failures, random()), stop);
    }
  }
}
