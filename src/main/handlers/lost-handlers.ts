import { os } from './os.ts';
import type { Parts } from './parts.ts';

/** Lost and found: paid calls whose fate nobody knows. */
export function lostHandlers({ generation: { lost } }: Parts) {
  return {
    list: os.lost.list.handler(() => lost.list()),
    ask: os.lost.ask.handler(({ input }) => lost.ask(input.jobId)),
    adopt: os.lost.adopt.handler(({ input }) => lost.adopt(input.jobId, input.operation)),
    settle: os.lost.settle.handler(({ input }) => lost.settle(input.jobId, input.verdict)),
  };
}
