import { AppError } from '../../shared/errors.ts';
import type { TakeView } from '../../shared/take.ts';
import { readFilmFile } from '../films/film-file.ts';
import { resolveFilmDir } from '../films/film-folder.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import { unknownFate } from './ending.ts';
import type { JobQueue } from './job-queue.ts';
import { settle } from './settle.ts';

/**
 * Takes up the jobs of a film that a crash or a quit left behind, each from the step that is on disk. Those of a folder
 * that is still there are left to it: this one is a copy, and another studio may be working on them now.
 */
export async function resumeJobs(engine: Engine, queue: JobQueue, session: FilmSession): Promise<void> {
  const takes = new Map((await session.takes.list()).map((take) => [take.id, take]));
  const stillAt = rememberingWhere(session.filmId);
  for (const record of engine.ledger.jobs.unsettled(session.filmId)) {
    if (record.filmDir !== session.dir && (await stillAt(record.filmDir))) continue;
    if (queue.find(record.id)) continue;
    const moved =
      record.filmDir === session.dir ? record : engine.ledger.jobs.update(record.id, { filmDir: session.dir });
    resumeJob(engine, queue, moved, takes.get(record.takeId) ?? null);
  }
}

/** Whether a folder holds the film of this id. Each folder is looked at once. */
function rememberingWhere(filmId: string): (dir: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  return (dir) => {
    const found = known.get(dir) ?? holdsFilm(dir, filmId);
    known.set(dir, found);
    return found;
  };
}

async function holdsFilm(dir: string, filmId: string): Promise<boolean> {
  try {
    return (await readFilmFile(await resolveFilmDir(dir))).id === filmId;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Gone or replaced by something else: the film was moved. A damaged film is still where it was.
    return error.code === 'damaged' || error.code === 'unsupported';
  }
}

function resumeJob(engine: Engine, queue: JobQueue, record: JobRecord, take: TakeView | null): void {
  const attempt = engine.ledger.attempts.latest(record.id);
  const vendorId = engine.generators.get(record.generator)?.vendor ?? attempt?.vendor ?? '';
  const vendor = engine.vendors.get(vendorId);
  if (take) settle(engine, record.id, { state: 'done', take });
  else if (record.state === 'submitting') settle(engine, record.id, unknownFate(vendor?.name ?? vendorId, null));
  else {
    if (vendor?.kind === 'local') startOver(engine, record);
    else engine.book.tell(record);
    enqueue(queue, record, vendorId, attempt?.operation != null);
  }
}

/** Local work counts only when its take is filed, so it is simply done again. */
function startOver({ book, ledger }: Engine, record: JobRecord): void {
  const outcome = new AppError({ code: 'cancelled', message: 'Circle Take was closed meanwhile.' }).toData();
  const progress = { fraction: null, secondsLeft: null, text: 'Waiting' };
  book.updateWith(record.id, { state: 'queued', progress }, () => {
    const open = ledger.attempts.latest(record.id);
    if (open && open.state !== 'failed') ledger.attempts.update(open.id, { state: 'failed', outcome });
  });
}

/** Puts a job in its vendor's line. */
export function enqueue(queue: JobQueue, record: JobRecord, vendorId: Vendor['id'], first: boolean): void {
  queue.add({ jobId: record.id, filmId: record.filmId, vendorId, first, cancelled: record.cancelAsked });
}
