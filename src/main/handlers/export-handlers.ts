import { endedExports, presets } from '../../shared/export.ts';
import { suggestDestination } from '../films/library.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function exportHandlers({ exports, films, grants, settings }: Parts) {
  return {
    presets: os.exports.presets.handler(() => [...presets]),
    list: os.exports.list.handler(({ input }) => exports.list(input.filmId)),
    suggest: os.exports.suggest.handler(async ({ input }) => ({
      destination: await suggestDestination(
        settings.get().libraryDir,
        films.get(input.filmId).current().film.title,
        exports
          .list(input.filmId)
          .filter((job) => !endedExports.includes(job.state))
          .map((job) => job.destination),
      ),
    })),
    start: os.exports.start.handler(async ({ input }) =>
      exports.start({ ...input, destination: await grants.check(input.destination) }),
    ),
    cancel: os.exports.cancel.handler(({ input }) => exports.cancel(input.exportId)),
  };
}
