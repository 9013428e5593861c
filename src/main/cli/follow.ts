import { AppError } from '../../shared/errors.ts';
import type { StudioEvent } from '../../shared/events.ts';
import { type ExportJob, restingExports } from '../../shared/export.ts';
import { isSettled, type Job } from '../../shared/job.ts';
import type { Studio } from '../studio.ts';

type Subscribe = Pick<Studio, 'subscribe'>;

/** Follows everything of one kind from now on; made before the work is started, so that no news is missed. */
function follow<T extends { readonly id: string }>(
  studio: Subscribe,
  pick: (event: StudioEvent) => T | null,
  onNews: (item: T) => void,
) {
  const newest = new Map<string, T>();
  let wake = (): void => {};
  const stop = studio.subscribe((event) => {
    const item = pick(event);
    if (item === null) return;
    newest.set(item.id, item);
    onNews(item);
    wake();
  });
  /** Resolves with the items, in the order given, once all are `ready`. Throws `cancelled` when aborted. */
  const until = (items: readonly T[], ready: (item: T) => boolean, signal: AbortSignal): Promise<T[]> => {
    const now = (): T[] => items.map((item) => newest.get(item.id) ?? item);
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(new AppError({ code: 'cancelled' }));
      wake = () => {
        if (!now().every(ready)) return;
        signal.removeEventListener('abort', onAbort);
        resolve(now());
      };
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      wake();
    });
  };
  return { until, stop, newest: (item: T): T => newest.get(item.id) ?? item };
}

/** Follows the jobs of a film. */
export function followJobs(studio: Subscribe, filmId: string, onNews: (job: Job) => void) {
  const pick = (event: StudioEvent) => (event.type === 'job' && event.job.filmId === filmId ? event.job : null);
  const { until, stop, newest } = follow(studio, pick, onNews);
  const settled = (jobs: readonly Job[], signal: AbortSignal) => until(jobs, (job) => isSettled(job.state), signal);
  return { settled, stop, newest };
}

/** Follows the exports of a film. */
export function followExports(studio: Subscribe, filmId: string, onNews: (job: ExportJob) => void) {
  const pick = (event: StudioEvent) =>
    event.type === 'export' && event.export.filmId === filmId ? event.export : null;
  const { until, stop } = follow(studio, pick, onNews);
  const ended = async (job: ExportJob, signal: AbortSignal): Promise<ExportJob> => {
    const [last = job] = await until([job], ({ state }) => restingExports.includes(state), signal);
    return last;
  };
  return { ended, stop };
}
