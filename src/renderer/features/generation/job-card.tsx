import { isSettled, type Job } from '../../../shared/job.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { chargeText, progressText, troubleText } from './job-text.ts';

type Props = {
  job: Job;
  /** Name of the generator, and of what is made: `Luma Ray 3.2`. */
  worker: string;
  vendor: string | null;
  onCancel: (job: Job) => void;
  onRetry: (job: Job) => void;
  onDismiss: (job: Job) => void;
};

/** One job: who works, how far, how long; or what failed, whether it was charged, and the next steps. */
export function JobCard({ job, worker, vendor, onCancel, onRetry, onDismiss }: Props) {
  if (!isSettled(job.state)) {
    return (
      <div className="overflow-hidden rounded-2 border border-line bg-bg">
        <div className="flex items-center gap-3 py-1.5 ps-3 pe-1.5">
          <div className="min-w-0 grow">
            <p className="truncate font-medium">{worker}</p>
            <p className="tabular text-text-2">{progressText(job)}</p>
          </div>
          <Button look="quiet" onClick={() => onCancel(job)}>
            Cancel
          </Button>
        </div>
        {job.state !== 'queued' && (
          <Progress fraction={job.progress.fraction} label={`${worker}, progress`} className="bg-line!" />
        )}
      </div>
    );
  }
  const { what, next } = troubleText(job, worker);
  const keyTrouble = job.error?.code === 'unauthorized' || job.error?.code === 'no-credit';
  return (
    <div role="alert" className="flex flex-col gap-1 rounded-2 border border-line bg-bg px-3 py-2">
      <p className={job.state === 'cancelled' ? '' : 'text-bad'}>{what}</p>
      <p className="text-text-2">{next}</p>
      <p className="tabular text-text-3">
        {worker} · {chargeText(job)}
      </p>
      <div className="mt-1 flex flex-wrap gap-2">
        <Button onClick={() => onRetry(job)}>{job.state === 'unknown' ? 'Send it again' : 'Retry'}</Button>
        {keyTrouble && <Button onClick={() => showPanel('settings', vendor)}>Open keys</Button>}
        <Button look="quiet" onClick={() => onDismiss(job)}>
          Dismiss
        </Button>
      </div>
    </div>
  );
}
