import { keepOpen } from './open-film.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function jobHandlers(parts: Parts) {
  const { generation } = parts;
  return {
    list: os.jobs.list.handler(({ input }) => generation.list(input.filmId)),
    generate: os.jobs.generate.handler(async ({ input }) => {
      const jobs = await generation.generate(input.filmId, input.wishes);
      await keepOpen(parts, input.filmId);
      return jobs;
    }),
    cancel: os.jobs.cancel.handler(({ input }) => generation.cancel(input.jobId)),
    retry: os.jobs.retry.handler(async ({ input }) => {
      const job = await generation.retry(input.jobId);
      await keepOpen(parts, job.filmId);
      return job;
    }),
    dismiss: os.jobs.dismiss.handler(({ input }) => generation.dismiss(input.jobId)),
  };
}
