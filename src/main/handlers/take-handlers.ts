import { randomUUID } from 'node:crypto';
import type { FilmSession } from '../films/film-session.ts';
import type { OpenFilms } from '../films/open-films.ts';
import { importTake } from '../generation/import-take.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

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

/** Keeps the film open for `work`, although its window may leave it: closed, another studio could sweep what is half-made. */
async function whileOpen<T>(films: OpenFilms, filmId: string, work: (session: FilmSession) => Promise<T>): Promise<T> {
  const holder = `import ${randomUUID()}`;
  const session = await films.open(films.get(filmId).dir, holder);
  try {
    return await work(session);
  } finally {
    await films.release(session.filmId, holder);
  }
}
