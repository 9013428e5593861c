import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { StudioEvent } from '../../../shared/events.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import type { FilmSession } from '../../films/film-session.ts';
import type { ExportEntry, ExportJournal } from '../../ledger/export-journal.ts';
import { createExports, type Exports } from './exports.ts';
import { fontsDir, type TestFilm } from './test-film.ts';

/** For tests only: exports over a film that lives in memory and a journal in a map. */

/** What the ledger does, without the disk. Entries are copied, as writing them down would. */
export function memoryJournal(): ExportJournal {
  const entries = new Map<string, ExportEntry>();
  const ended = ['done', 'failed', 'cancelled'];
  return {
    save: ({ job, part, owner }) => void entries.set(job.id, { job: structuredClone(job), part, owner }),
    list: (filmId) => [...entries.values()].map(({ job }) => job).filter((job) => job.filmId === filmId),
    get: (id) => entries.get(id) ?? null,
    unfinished: () => [...entries.values()].filter(({ job }) => !ended.includes(job.state)),
  };
}

const unused = (): never => {
  throw new AppError({ code: 'unsupported', message: 'Not part of this test.' });
};

export function memorySession(test: TestFilm, dir: string): FilmSession {
  return {
    filmId: test.film.id,
    dir,
    takes: {
      list: async () => test.takes,
      get: unused,
      add: unused,
      mediaPath: test.mediaPath,
      posterPath: unused,
      stage: unused,
    },
    current: () => ({ film: test.film, revision: 1 }),
    ...{ save: unused, revisions: unused, revision: unused, notices: [] },
    cacheDir: async (name) => {
      await mkdir(join(dir, name), { recursive: true });
      return join(dir, name);
    },
    close: async () => {},
  };
}

export type ExportBench = {
  readonly exports: Exports;
  readonly events: StudioEvent[];
  readonly journal: ExportJournal;
};

export function exportBench(test: TestFilm, dir: string, journal = memoryJournal()): ExportBench {
  const events: StudioEvent[] = [];
  const session = memorySession(test, dir);
  const exports = createExports({
    journal,
    film: () => session,
    tools: () => findTools({ env: process.env }),
    resourcesDir: join(fontsDir, '..'),
    publish: (event) => events.push(event),
  });
  return { exports, events, journal };
}
