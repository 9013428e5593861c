import clsx from 'clsx';
import type { Job } from '../../../shared/job.ts';

type Props = { job: Job; scene: string; onSelect: (sceneId: string) => void; className?: string };

/** The scene of a job; a press shows it. */
export const SceneLink = ({ job, scene, onSelect, className }: Props) => (
  <button
    type="button"
    dir="auto"
    onClick={() => onSelect(job.sceneId)}
    className={clsx('min-w-0 truncate hover:underline', className)}
  >
    {scene}
  </button>
);
