import { ListOrdered } from 'lucide-react';
import type { GeneratorView, VendorView } from '../../../shared/generator.ts';
import { isSettled, type Job, type Priority, priorities } from '../../../shared/job.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { Step } from './job-steps.ts';
import { cancelText, generatorName, trailText } from './job-text.ts';
import { JobTrouble } from './job-trouble.tsx';
import { useJobProgress } from './use-job-progress.ts';

export type JobCardProps = {
  job: Job;
  generators: readonly GeneratorView[];
  vendor: VendorView | undefined;
  onCancel: (job: Job) => void;
  onPriority: (job: Job, priority: Priority) => void;
  onStep: (job: Job, step: Step) => void;
};

/** One job: who works, with which key, how far, how long; or what failed, whether it was charged, and the next steps. */
export function JobCard(props: JobCardProps) {
  return isSettled(props.job.state) ? <JobTrouble {...props} /> : <AtWork {...props} />;
}

function AtWork({ job, generators, vendor, onCancel, onPriority }: JobCardProps) {
  const worker = generatorName(generators, job.generator);
  const progress = useJobProgress(job);
  return (
    <div className="overflow-hidden rounded-2 border border-line bg-bg">
      <div className="flex items-center gap-1 py-1.5 ps-3 pe-1.5">
        <div className="min-w-0 grow">
          <Trail job={job} generators={generators} />
          <p title={job.keyLabel ? `with ${job.keyLabel}` : undefined} className="truncate font-medium">
            {worker}
            {job.keyLabel && job.state !== 'queued' && (
              <span className="font-normal text-text-3"> · with {job.keyLabel}</span>
            )}
          </p>
          <p className="tabular text-text-2">{progress}</p>
        </div>
        {job.state === 'queued' && <Turn job={job} onPriority={onPriority} />}
        <Tooltip text={cancelText(job, vendor)}>
          <Button look="quiet" onClick={() => onCancel(job)}>
            Cancel
          </Button>
        </Tooltip>
      </div>
      {job.state !== 'queued' && (
        <Progress fraction={job.progress.fraction} label={`${worker}, progress`} className="bg-line!" />
      )}
    </div>
  );
}

/** Whom the job has left behind, and why. */
export const Trail = ({ job, generators }: { job: Job; generators: readonly GeneratorView[] }) =>
  job.trail.length > 0 && (
    <ul aria-label="Tried before">
      {job.trail.map((step) => (
        <li key={step.generator} title={step.error.message} className="text-1 text-text-3">
          {trailText(step, job, generators)} <span aria-hidden>→</span>
        </li>
      ))}
    </ul>
  );

const turns: Readonly<Record<Priority, string>> = { high: 'Do first', medium: 'In its turn', low: 'Do last' };

const Turn = ({ job, onPriority }: Pick<JobCardProps, 'job' | 'onPriority'>) => (
  <Menu
    label="When its turn comes"
    list={priorities.map((priority) => ({
      label: turns[priority],
      disabled: priority === job.priority,
      onSelect: () => onPriority(job, priority),
    }))}
  >
    <IconButton label={`When its turn comes: ${turns[job.priority].toLowerCase()}`}>
      <ListOrdered size={14} aria-hidden />
    </IconButton>
  </Menu>
);
