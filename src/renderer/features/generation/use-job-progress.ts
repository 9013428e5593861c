import { useQuery } from '@tanstack/react-query';
import { isSettled, type Job, type Progress } from '../../../shared/job.ts';
import { ringsQuery } from '../../lib/queries.ts';
import { useNow } from '../../lib/use-now.ts';
import { progressText, waitingProgress } from './job-text.ts';

/** What a job does or waits for, counted down while it is known until when. */
export function useJobProgress(job: Job): string {
  const progress = useProgress(job);
  const counts = !isSettled(job.state) && (progress.until ?? null) !== null;
  return progressText({ state: job.state, progress }, useNow(counts));
}

/** All that stand in a vendor's line wait for the same, which its ring says and a job only hears of when it moves. */
function useProgress({ state, vendor, progress }: Job): Progress {
  const { data: wait = null } = useQuery({
    ...ringsQuery(),
    enabled: state === 'queued',
    select: (rings) => rings.find((ring) => ring.vendor === vendor)?.wait ?? null,
  });
  return state === 'queued' ? waitingProgress(progress, wait) : progress;
}
