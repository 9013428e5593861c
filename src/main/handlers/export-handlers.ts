import { endedExports, type Preset, presets } from '../../shared/export.ts';
import { findPreset } from '../assembly/exports/export-plan.ts';
import { suggestDestination } from '../films/library.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

const [usual] = presets as [Preset, ...Preset[]];

export function exportHandlers({ exports, films, grants, settings }: Parts) {
  return {
    presets: os.exports.presets.handler(() => [...presets]),
    hardware: os.exports.hardware.handler(() => exports.hardware()),
    list: os.exports.list.handler(({ input }) => exports.list(input.filmId)),
    suggest: os.exports.suggest.handler(async ({ input }) => ({
      destination: await suggestDestination(
        settings.get().libraryDir,
        films.get(input.filmId).current().film.title,
        findPreset(input.preset ?? usual.id).extension,
        exports
          .list(input.filmId)
          .filter((job) => !endedExports.includes(job.state))
          .map((job) => job.destination),
      ),
    })),
    start: os.exports.start.handler(async ({ input }) =>
      exports.start({ ...input, destination: await grants.check(input.destination) }),
    ),
    draft: os.exports.draft.handler(({ input }) => exports.draft(input.filmId)),
    newestDraft: os.exports.newestDraft.handler(({ input }) => exports.newestDraft(input.filmId)),
    cancel: os.exports.cancel.handler(({ input }) => exports.cancel(input.exportId)),
    pause: os.exports.pause.handler(({ input }) => exports.pause(input.exportId)),
    resume: os.exports.resume.handler(({ input }) => exports.resume(input.exportId)),
  };
}
