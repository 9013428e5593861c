import { os } from './os.ts';
import type { Parts } from './parts.ts';

/** The whole film run against simulated vendors, at no cost. */
export function rehearsalHandlers({ rehearsals }: Parts) {
  return {
    start: os.rehearsal.start.handler(({ input }) => rehearsals.start(input.filmId)),
    get: os.rehearsal.get.handler(({ input }) => rehearsals.get(input.filmId)),
    cancel: os.rehearsal.cancel.handler(({ input }) => rehearsals.cancel(input.filmId)),
  };
}
