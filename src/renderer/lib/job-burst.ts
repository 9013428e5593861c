import type { Job } from '../../shared/job.ts';
import { withJob } from './event-reducers.ts';

/** So long news of jobs are gathered, ms: quicker than an eye, and twenty drawings a second however many jobs there are. */
const gatherMs = 50;

/** Puts many jobs in their places at once: a thousand jobs must not be gone through for each of a thousand news. */
export function withJobs(jobs: readonly Job[], news: readonly Job[]): Job[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  for (const job of news) {
    const known = byId.get(job.id);
    const [newest = job] = withJob(known ? [known] : [], job);
    byId.set(job.id, newest);
  }
  return [...byId.values()];
}

/** Gathers news of jobs and hands them on together. Returns the way to tell of a job, and the way to stop. */
export function jobBurst(onNews: (jobs: readonly Job[]) => void) {
  let news: Job[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const handOn = () => {
    const gathered = news;
    [news, timer] = [[], null];
    onNews(gathered);
  };
  return {
    add(job: Job): void {
      news.push(job);
      timer ??= setTimeout(handOn, gatherMs);
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
      [news, timer] = [[], null];
    },
  };
}
