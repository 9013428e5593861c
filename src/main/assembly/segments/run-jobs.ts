import PQueue from 'p-queue';
import type { JobPlan, JoinJob, SceneJob } from './scene-jobs.ts';

export type Runners = {
  readonly scene: (job: SceneJob) => Promise<void>;
  readonly join: (job: JoinJob) => Promise<void>;
};

/**
 * Runs all jobs, at most `workers` at once: scenes in the order given, and each join before the next scene as soon as both
 * of its handles are there, so that few handles wait. After the first failure nothing more is begun; it is thrown when
 * what was running has ended. `stop` is called to end that early.
 */
export async function runJobs(plan: JobPlan, workers: number, runners: Runners, stop: () => void): Promise<void> {
  const queue = new PQueue({ concurrency: workers });
  const joins = new Map(plan.joins.map((job) => [job.segment.hash, { job, lacks: 2 }]));
  const completedBy = (scene: SceneJob): JoinJob[] =>
    scene.handles.flatMap(({ join }) => {
      const waiting = joins.get(join);
      if (!waiting) return [];
      waiting.lacks -= 1;
      return waiting.lacks === 0 ? [waiting.job] : [];
    });
  const tasks = plan.scenes.map(async (scene) => {
    await queue.add(() => runners.scene(scene));
    await Promise.all(completedBy(scene).map((job) => queue.add(() => runners.join(job), { priority: 1 })));
  });
  try {
    await Promise.all(tasks);
  } catch (error) {
    // The first failure is the one to tell; the others are only the end that we put to the rest.
    stop();
    queue.clear();
    await queue.onIdle();
    throw error;
  }
}
