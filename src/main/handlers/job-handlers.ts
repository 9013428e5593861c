import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function jobHandlers({ generation }: Parts) {
  return {
    list: os.jobs.list.handler(({ input }) => generation.list(input.filmId)),
    generate: os.jobs.generate.handler(({ input }) => generation.generate(input.filmId, input.wishes)),
    cancel: os.jobs.cancel.handler(({ input }) => generation.cancel(input.jobId)),
    retry: os.jobs.retry.handler(({ input }) => generation.retry(input.jobId)),
    dismiss: os.jobs.dismiss.handler(({ input }) => generation.dismiss(input.jobId)),
  };
}
