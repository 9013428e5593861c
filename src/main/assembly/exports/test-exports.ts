import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { StudioEvent } from '../../../shared/events.ts';
import {
  type ExportJob,
  type ExportOptions,
  endedExports,
  type Preset,
  restingExports,
} from '../../../shared/export.ts';
import { newId } from '../../../shared/ids.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import type { FilmSession } from '../../films/film-session.ts';
import type { ExportEntry, ExportJournal } from '../../ledger/export-journal.ts';
import { ownIdentity } from '../../processes/process-identity.ts';
import { partPath } from './export-destination.ts';
import { planExport } from './export-plan.ts';
import type { Order } from './export-queue.ts';
import { createExports, type Exports } from './exports.ts';
import { fontsDir, type TestFilm } from './test-film.ts';

/** For tests only: exports over a film that lives in memory and a journal in a map. */

/** What the ledger does, without the disk. Entries are copied, as writing them down would. */
export function memoryJournal(): ExportJournal {
  const entries = new Map<string, ExportEntry>();
  const keep = ({ job, part, owner, ownedAt, plan }: ExportEntry): void =>
    void entries.set(job.id, structuredClone({ job, part, owner, ownedAt, plan }));
  return {
    add: keep,
    update: (now) => {
      const ended = endedExports.includes(now.job.state);
      keep({ ...now, plan: ended ? null : (entries.get(now.job.id)?.plan ?? null) });
    },
    list: (filmId) => [...entries.values()].map(({ job }) => job).filter((job) => job.filmId === filmId),
    get: (id) => entries.get(id) ?? null,
    unfinished: () => [...entries.values()].filter(({ job }) => !restingExports.includes(job.state)),
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
      mediaPath: (takeId) => test.mediaPath(takeId),
      posterPath: unused,
      stage: unused,
    },
    assetPath: async (file) => join(dir, 'assets', file),
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

export function exportBench(
  test: TestFilm,
  dir: string,
  { journal = memoryJournal(), tools = findTools({ env: process.env }) } = {},
): ExportBench {
  const events: StudioEvent[] = [];
  const session = memorySession(test, dir);
  const exports = createExports({
    journal,
    film: () => session,
    tools: () => tools,
    resourcesDir: join(fontsDir, '..'),
    cacheBytes: () => 1e9,
    publish: (event) => events.push(event),
  });
  return { exports, events, journal };
}

/** An order as the queue would hand it over, with a preset of the test's own. */
export async function testOrder(
  test: TestFilm,
  dir: string,
  { preset, options }: { readonly preset: Preset; readonly options: ExportOptions },
): Promise<Order> {
  const session = memorySession(test, dir);
  const wish = { preset: preset.id, aspect: options.aspect, slates: true, replace: false };
  const plan = { ...(await planExport(session, wish)), preset };
  const id = newId('export');
  const job: ExportJob = {
    ...{ id, filmId: test.film.id, preset: preset.id, options, destination: join(dir, `Film.${preset.extension}`) },
    ...{ state: 'rendering', fraction: 0, secondsLeft: null, error: null, notes: [], draft: false, result: null },
    createdAt: '2026-11-20T12:00:00.000Z',
  };
  return {
    job,
    plan,
    session,
    part: partPath(job.destination, id),
    owner: await ownIdentity(),
    ownedAt: job.createdAt,
  };
}
