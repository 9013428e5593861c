import { Receipt } from 'lucide-react';
import { memo } from 'react';
import type { Job, Priority } from '../../../shared/job.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { JobEntry } from '../generation/scene-job.tsx';
import type { ActivityGroup } from './activity-lines.ts';
import { DoneRow } from './done-row.tsx';
import { JobReceipts } from './job-receipts.tsx';
import { SceneLink } from './scene-link.tsx';
import { WaitingRow } from './waiting-row.tsx';

export type JobRowProps = {
  job: Job;
  group: ActivityGroup;
  /** `3 The sea answers`. */
  scene: string;
  /** Name of the generator. */
  worker: string;
  /** Whether its vendor is paid, so that there are receipts. */
  paid: boolean;
  receiptsOpen: boolean;
  onSelect: (sceneId: string) => void;
  onPriority: (job: Job, priority: Priority) => void;
  onCancel: (job: Job) => void;
  onRetry: (job: Job) => void;
  onReceipts: (job: Job) => void;
};

/** One job of the list. Only drawn anew when something of its own has changed: there may be a thousand. */
export const JobRow = memo(function JobRow(props: JobRowProps) {
  const { job, group, receiptsOpen } = props;
  return (
    <>
      {group === 'waiting' && <WaitingRow {...props} />}
      {group === 'done' && (
        <DoneRow {...props}>
          <ReceiptsButton {...props} />
        </DoneRow>
      )}
      {(group === 'working' || group === 'trouble') && <FullRow {...props} />}
      {receiptsOpen && (
        <div className="mt-1 mb-2 rounded-2 border border-line px-3">
          <JobReceipts jobId={job.id} />
        </div>
      )}
    </>
  );
});

function FullRow(props: JobRowProps) {
  const { job, scene, onSelect } = props;
  return (
    <div className="pb-2.5">
      <div className="flex min-h-7 items-center gap-2">
        <SceneLink {...{ job, scene, onSelect }} className="text-text-2 hover:text-text" />
        <span className="grow text-text-3">{job.role === 'voice' && 'voice'}</span>
        <ReceiptsButton {...props} />
      </div>
      <JobEntry job={job} />
    </div>
  );
}

function ReceiptsButton({ job, scene, paid, receiptsOpen, onReceipts }: JobRowProps) {
  // Its place is kept, so that what stands before it lines up.
  if (!paid) return <span className="size-7 shrink-0" />;
  return (
    <IconButton label={`Receipts of ${scene}`} keys="r" aria-expanded={receiptsOpen} onClick={() => onReceipts(job)}>
      <Receipt size={14} aria-hidden />
    </IconButton>
  );
}
