import { Check, CircleSlash } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Job } from '../../../shared/job.ts';
import { timeAgo } from '../../lib/time-ago.ts';
import { Button } from '../../ui/button.tsx';
import { SceneLink } from './scene-link.tsx';

type Props = {
  job: Job;
  scene: string;
  worker: string;
  onSelect: (sceneId: string) => void;
  onRetry: (job: Job) => void;
  /** At its end: the way to its receipts. */
  children: ReactNode;
};

/** A job that became a take lately, or that was cancelled before it cost anything. */
export function DoneRow({ job, scene, worker, onSelect, onRetry, children }: Props) {
  const done = job.state === 'done';
  return (
    <div className="flex min-h-9 items-center gap-2 border-t border-line">
      {done ? (
        <Check size={14} className="shrink-0 text-ok" aria-label="Done" />
      ) : (
        <CircleSlash size={14} className="shrink-0 text-text-3" aria-label="Cancelled" />
      )}
      <SceneLink {...{ job, scene, onSelect }} />
      <span className="min-w-0 shrink-[2] grow truncate text-text-3">
        {job.role === 'voice' && 'voice · '}
        {worker}
      </span>
      {!done && (
        <Button look="quiet" className="-my-1" onClick={() => onRetry(job)}>
          Generate
        </Button>
      )}
      <span className="shrink-0 text-text-3">{timeAgo(job.updatedAt)}</span>
      {children}
    </div>
  );
}
