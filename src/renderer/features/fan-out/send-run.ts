import type { JobWish } from '../../../shared/batch.ts';
import { newComparison } from '../../../shared/comparison.ts';
import type { Job } from '../../../shared/job.ts';
import { errorOf } from '../../lib/errors.ts';
import { addComparison, removeComparison, updateComparison } from '../film/compare-edits.ts';
import type { FilmSession } from '../film/session.ts';
import { patchBack, type RunPatch } from './fan-out.ts';

export type RunOrder = {
  readonly id: string;
  readonly patch: RunPatch;
  readonly wishes: readonly JobWish[];
  /** By which the studio knows it, when only its answer was lost and it is sent again. */
  readonly orderId: string;
};

/**
 * Sends a run: it stands in the film on disk before its jobs exist, so that no take is without its run. Where the studio
 * refuses, the film is as it was, and what it said is thrown.
 */
export async function sendRun(
  { store, autosave }: Pick<FilmSession, 'store' | 'autosave'>,
  generate: (wishes: readonly JobWish[], orderId: string) => Promise<Job[]>,
  { id, patch, wishes, orderId }: RunOrder,
): Promise<Job[]> {
  const before = store.getState().film.comparisons.find((run) => run.id === id);
  const takeBack = () => store.keep(before ? updateComparison(id, patchBack(before)) : removeComparison(id));
  store.keep(before ? updateComparison(id, patch) : addComparison({ ...newComparison(patch), id }));
  try {
    await autosave.flush();
  } catch (thrown) {
    takeBack();
    throw thrown;
  }
  try {
    return await generate(wishes, orderId);
  } catch (thrown) {
    // Where only the answer was lost the jobs may be there, and their takes must find their run.
    if (errorOf(thrown).code !== 'network') takeBack();
    throw thrown;
  }
}
