import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function jobHandlers({ generation }: Parts) {
  return {
    list: os.jobs.list.handler(({ input }) => generation.list(input.filmId)),
    judge: os.jobs.judge.handler(({ input }) => generation.judge(input.filmId, input.wishes)),
    generate: os.jobs.generate.handler(({ input: { filmId, wishes, priority, orderId } }) =>
      generation.generate(filmId, wishes, priority, orderId),
    ),
    finishPlan: os.jobs.finishPlan.handler(({ input }) => generation.finishPlan(input.filmId)),
    prioritise: os.jobs.prioritise.handler(({ input }) => generation.prioritise(input.jobId, input.priority)),
    receipts: os.jobs.receipts.handler(({ input }) => generation.receipts(input.jobId)),
    nextInChain: os.jobs.nextInChain.handler(({ input }) => generation.nextInChain(input.jobId)),
    cancel: os.jobs.cancel.handler(({ input }) => generation.cancel(input.jobId)),
    retry: os.jobs.retry.handler(({ input }) => generation.retry(input.jobId)),
    dismiss: os.jobs.dismiss.handler(({ input }) => generation.dismiss(input.jobId)),
  };
}
