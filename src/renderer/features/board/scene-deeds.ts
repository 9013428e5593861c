import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import type { Step } from '../generation/job-steps.ts';

/** What a card can ask for. The same object for all cards and all renders, so that cards stay as they are. */
export type SceneDeeds = {
  select: (sceneId: string) => void;
  /** Goes on to write in the scene. */
  open: (sceneId: string) => void;
  circle: (sceneId: string, take: TakeView) => void;
  importFiles: (sceneId: string, files: readonly File[]) => void;
  /** Does something about a job that ended in trouble. */
  step: (job: Job, step: Step) => void;
  menu: (sceneId: string) => MenuItem[];
};
