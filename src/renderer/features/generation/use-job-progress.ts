import { isSettled, type Job } from '../../../shared/job.ts';
import { useNow } from '../../lib/use-now.ts';
import { progressText } from './job-text.ts';

/** What a job does or waits for, counted down while it is known until when. */
export function useJobProgress(job: Job): string {
  const counts = !isSettled(job.state) && (job.progress.until ?? null) !== null;
  return progressText(job, useNow(counts));
}
