import { importTake } from '../generation/import-take.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';
import { whileOpen } from './while-open.ts';

export function takeHandlers({ films, grants, tools, bus }: Parts) {
  return {
    list: os.takes.list.handler(({ input }) => films.get(input.filmId).takes.list()),
    import: os.takes.import.handler(async ({ input }) => {
      const path = await grants.check(input.path);
      const take = await whileOpen(films, input.filmId, async (session) =>
        importTake({ ...input, session, tools: await tools(), path }),
      );
      bus.publish('event', { type: 'take', filmId: input.filmId, take });
      return take;
    }),
  };
}
