import { exportCut } from '../interchange/export-cut.ts';
import { formatViews } from '../interchange/formats.ts';
import { importCut } from '../interchange/import-cut.ts';
import { readMediaFacts } from '../interchange/media-facts.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';
import { whileOpen } from './while-open.ts';

type InterchangeParts = Pick<Parts, 'films' | 'grants' | 'tools' | 'errands'>;

export function interchangeHandlers({ films, grants, tools, errands }: InterchangeParts) {
  return {
    formats: os.interchange.formats.handler(() => [...formatViews]),
    export: os.interchange.export.handler(async ({ input, signal }) => {
      const { format, link } = input;
      const dir = await grants.check(input.dir);
      const found = await tools();
      return errands.run(signal, (stop) =>
        whileOpen(films, input.filmId, async (session) => {
          const files = {
            take: session.takes.mediaPath,
            asset: session.assetPath,
            facts: (path: string) => readMediaFacts(found, path),
          };
          const { film } = session.current();
          const takes = await session.takes.list();
          return exportCut({ film, takes, format, dir, link, files, signal: stop });
        }),
      );
    }),
    import: os.interchange.import.handler(async ({ input }) => {
      const path = await grants.check(input.path);
      const session = films.get(input.filmId);
      const { film, report } = await importCut(session.current().film, await session.takes.list(), path);
      return { film, report: [...report] };
    }),
  };
}
