import { AppError } from '../../shared/errors.ts';
import type { StudioEvent } from '../../shared/events.ts';
import { isSettled, type Job } from '../../shared/job.ts';

/** How far jobs are, all together. */
export type JobsStanding = {
  readonly over: number;
  readonly total: number;
  /** 0 to 1, never less than before. */
  readonly fraction: number;
};

/** Hears of jobs from before they exist, and tells how all of them stand whenever one moves. */
export function watchJobs(onMove: (standing: JobsStanding) => void) {
  const newest = new Map<string, Job>();
  let wake = () => {};
  let most = 0;
  const now = (jobs: readonly Job[]): Job[] => jobs.map((job) => newest.get(job.id) ?? job);
  return {
    hear(event: StudioEvent): void {
      if (event.type !== 'job') return;
      newest.set(event.job.id, event.job);
      wake();
    },
    /** Resolves with the jobs as they ended, in the order given. Throws `cancelled` when aborted. */
    allOver: (jobs: readonly Job[], signal: AbortSignal): Promise<Job[]> =>
      new Promise((resolve, reject) => {
        const onAbort = () => reject(new AppError({ code: 'cancelled' }));
        if (signal.aborted) return onAbort();
        signal.addEventListener('abort', onAbort, { once: true });
        wake = () => {
          const standing = standingOf(now(jobs));
          // Fetching begins again from nothing, and so does the next of a chain.
          most = Math.max(most, standing.fraction);
          onMove({ ...standing, fraction: most });
          if (standing.over < standing.total) return;
          signal.removeEventListener('abort', onAbort);
          wake = () => {};
          resolve(now(jobs));
        };
        wake();
      }),
  };
}

function standingOf(jobs: readonly Job[]): JobsStanding {
  const parts = jobs.map(({ state, progress }) => (isSettled(state) ? 1 : (progress.fraction ?? 0)));
  const sum = parts.reduce((all, part) => all + part, 0);
  return {
    over: jobs.filter(({ state }) => isSettled(state)).length,
    total: jobs.length,
    fraction: jobs.length === 0 ? 1 : sum / jobs.length,
  };
}
