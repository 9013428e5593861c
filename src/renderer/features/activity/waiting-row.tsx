import { useQuery } from '@tanstack/react-query';
import { ChevronDown, X } from 'lucide-react';
import { type Job, type Priority, priorities } from '../../../shared/job.ts';
import { formatMicros } from '../../../shared/money.ts';
import { ringsQuery } from '../../lib/queries.ts';
import { useNow } from '../../lib/use-now.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { againText, ownWait } from './ring-text.ts';
import { SceneLink } from './scene-link.tsx';

export const priorityNames: Record<Priority, string> = { high: 'High', medium: 'Medium', low: 'Low' };
/** Pressed on a waiting job. */
export const priorityKeys: Record<Priority, string> = { high: 'h', medium: 'm', low: 'l' };

type Props = {
  job: Job;
  scene: string;
  worker: string;
  onSelect: (sceneId: string) => void;
  onPriority: (job: Job, priority: Priority) => void;
  onCancel: (job: Job) => void;
};

/** A job in line: what it will make, with whom, for how much at most, and how soon it wants its turn. */
export function WaitingRow({ job, scene, worker, onSelect, onPriority, onCancel }: Props) {
  return (
    <div className="flex min-h-9 items-center gap-2 border-t border-line">
      <div className="min-w-0 grow py-1">
        <p className="flex min-w-0 items-baseline gap-2">
          <SceneLink {...{ job, scene, onSelect }} />
          <span className="min-w-0 shrink-[2] truncate text-text-3">
            {job.role === 'voice' && 'voice · '}
            {worker}
          </span>
        </p>
        <OwnWait job={job} />
      </div>
      <span className="tabular shrink-0 text-text-2">{formatMicros(job.priceCeilingMicros)}</span>
      <PriorityMenu job={job} scene={scene} onPriority={onPriority} />
      <IconButton label={`Cancel ${scene}`} keys="Delete" onClick={() => onCancel(job)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}

type PriorityProps = Pick<Props, 'job' | 'scene' | 'onPriority'>;

function PriorityMenu({ job, scene, onPriority }: PriorityProps) {
  const list = priorities.map((priority) => ({
    label: priorityNames[priority],
    keys: priorityKeys[priority],
    disabled: priority === job.priority,
    onSelect: () => onPriority(job, priority),
  }));
  return (
    <Menu label={`Priority of ${scene}`} list={list}>
      <button
        type="button"
        aria-label={`Priority of ${scene}: ${priorityNames[job.priority]}`}
        className="flex w-20 shrink-0 items-center justify-between gap-1 rounded-2 px-2 py-1 text-text-2 hover:bg-hover hover:text-text"
      >
        {priorityNames[job.priority]}
        <ChevronDown size={13} className="text-text-3" aria-hidden />
      </button>
    </Menu>
  );
}

/** What this job alone waits for, such as a vendor that was down when it tried. */
function OwnWait({ job }: { job: Job }) {
  const ring = useQuery(ringsQuery()).data?.find((each) => each.vendor === job.vendor);
  const wait = ownWait(job, ring?.wait);
  const now = useNow(wait !== null);
  if (!wait?.until || Date.parse(wait.until) <= now) return null;
  return <p className="text-warn tabular-nums">{againText(wait, now)}</p>;
}
