import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { AppError } from '../../shared/errors.ts';
import { type Take, type TakeView, takeSchema, takesOf } from '../../shared/take.ts';
import { withFileErrors } from './atomic-file.ts';
import { buildPrefix, fileTake, type Move, measureFile, storedNames } from './file-take.ts';
import { ownFolder, stagingName, sweepTemporaries, takesName } from './film-folder.ts';
import { posterFile, readTakes, viewTake } from './take-folder.ts';

/** Everything about a new take but what the store itself decides. `id` is chosen beforehand, so adding twice is adding once. */
export type NewTake = Omit<Take, 'number' | 'media' | 'poster' | 'createdAt'>;

/** Files in the film's staging folder; they are moved, not copied. */
export type TakeFiles = { readonly media: string; readonly poster: string | null };

/** The takes of one open film: complete or not there, never edited, never overwritten. */
export type TakeStore = {
  list(): Promise<TakeView[]>;
  get(takeId: string): Promise<TakeView>;
  /** Hashes, numbers and files the take; returns the one on disk when `take.id` is already there. */
  add(take: NewTake, files: TakeFiles): Promise<TakeView>;
  /** Absolute paths; `not-found` when there is no such take, `damaged` when its file is gone. */
  mediaPath(takeId: string): Promise<string>;
  posterPath(takeId: string): Promise<string>;
  /** A fresh empty folder on the film's own disk for files that are not takes yet. Swept when the film is opened. */
  stage(): Promise<string>;
};

/** The store as the session sees it. */
export type OpenedTakeStore = TakeStore & {
  /** Takes that were left out of the list because their take.json cannot be read; one sentence each. */
  problems(): readonly string[];
  /** Resolves when no take is being filed. */
  settled(): Promise<void>;
};

/**
 * Reads the takes of a film that this studio has locked, and sweeps what a killed studio left half-made. Throws `damaged`
 * when a link leads the takes out of the film, `not-writable` when the folder cannot be used.
 */
export async function openTakeStore(dir: string): Promise<OpenedTakeStore> {
  const takesDir = await ownFolder(dir, takesName);
  await sweepTemporaries(takesDir, buildPrefix);
  await sweepTemporaries(await ownFolder(dir, stagingName), '');
  const read = await readTakes(takesDir);
  const oldestFirst = read.takes.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt) || a.number - b.number);
  const takes = new Map(oldestFirst.map((take) => [take.id, take]));
  const filing = new PQueue({ concurrency: 1 });

  const known = (takeId: string): Take => takes.get(takeId) ?? missing(takeId);

  /** Runs alone, so that two takes of one scene never get the same number. */
  async function file(wanted: NewTake, files: TakeFiles, measured: Measured): Promise<Take> {
    const there = takes.get(wanted.id);
    if (there) return there;
    const { take, moves } = complete(wanted, files, measured, [...takes.values()]);
    await fileTake(takesDir, take, moves);
    takes.set(take.id, take);
    return take;
  }

  return {
    list: () => Promise.all([...takes.values()].map((take) => viewTake(takesDir, take))),
    get: async (takeId) => viewTake(takesDir, known(takeId)),
    add: async (wanted, files) => {
      const there = takes.get(wanted.id);
      if (there) return viewTake(takesDir, there);
      const measured = await measureFile(files.media);
      return viewTake(takesDir, await filing.add(() => file(wanted, files, measured)));
    },
    mediaPath: async (takeId) => {
      const { problem, media } = await viewTake(takesDir, known(takeId));
      if (problem) throw AppError.fromData(problem);
      return join(takesDir, takeId, media.file);
    },
    posterPath: async (takeId) => posterFile(takesDir, known(takeId)),
    stage: async () => {
      const staging = await ownFolder(dir, stagingName);
      return withFileErrors(staging, () => mkdtemp(join(staging, 's-')));
    },
    problems: () => read.problems,
    settled: () => filing.onIdle(),
  };
}

type Measured = { readonly bytes: number; readonly sha256: string };

/** The take as it will be on disk, and where its files go. */
function complete(wanted: NewTake, files: TakeFiles, measured: Measured, others: readonly Take[]) {
  const names = storedNames(files);
  const last = takesOf(others, wanted.sceneId, wanted.role).at(-1);
  const take = takeSchema.parse({
    ...wanted,
    number: (last?.number ?? 0) + 1,
    media: { file: names.media, ...measured },
    poster: names.poster,
    createdAt: new Date().toISOString(),
  });
  const moves: Move[] = [{ from: files.media, name: names.media }];
  if (files.poster !== null && names.poster !== null) moves.push({ from: files.poster, name: names.poster });
  return { take, moves };
}

function missing(takeId: string): never {
  throw new AppError({
    code: 'not-found',
    message: `There is no take ${takeId} in this film.`,
    action: 'Circle another take.',
    details: { takeId },
  });
}
