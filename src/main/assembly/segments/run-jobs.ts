import type { Job, JobPlan, JoinJob, SceneJob } from './scene-jobs.ts';

export type Runners = {
  readonly scene: (job: SceneJob) => Promise<void>;
  readonly join: (job: JoinJob) => Promise<void>;
};

/**
 * Runs all jobs, at most `workers` at once: scenes in the order given, and each join before the next scene as soon as both
 * of its handles are there, so that few handles wait. After the first failure nothing more is begun and `stop` is called;
 * the failure is thrown when what was running has ended.
 */
export async function runJobs(plan: JobPlan, workers: number, runners: Runners, stop: () => void): Promise<void> {
  const scenes = [...plan.scenes];
  const ready: JoinJob[] = [];
  const joins = new Map(plan.joins.map((job) => [job.segment.hash, { job, lacks: 2 }]));

  async function run(job: Job): Promise<void> {
    if (job.kind === 'join') return runners.join(job);
    await runners.scene(job);
    for (const { join } of job.handles) {
      const waiting = joins.get(join);
      if (!waiting) continue;
      waiting.lacks -= 1;
      if (waiting.lacks === 0) ready.push(waiting.job);
    }
  }

  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let running = 0;
  let failure: { readonly error: unknown } | null = null;

  const fail = (error: unknown): void => {
    // The first failure is the one to tell; the others are only the end that we put to the rest.
    failure ??= { error };
    stop();
  };
  const goOn = (): void => {
    while (running < workers && !failure) {
      const job = ready.shift() ?? scenes.shift();
      if (!job) break;
      running += 1;
      void run(job)
        .catch(fail)
        .finally(() => {
          running -= 1;
          goOn();
        });
    }
    if (running > 0) return;
    if (failure) reject(failure.error);
    else resolve();
  };
  goOn();
  return promise;
}
