import { AppError } from '../../shared/errors.ts';
import type { TakeView } from '../../shared/take.ts';
import { readFilmFile } from '../films/film-file.ts';
import { resolveFilmDir } from '../films/film-folder.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import { openAttempt, unknownFate } from './ending.ts';
import type { Lease } from './key-ring.ts';
import { settle } from './settle.ts';

/**
 * Takes up the jobs of a film that a crash or a quit left behind, each from the step that is on disk. Those of a folder
 * that is still there are left to it: this one is a copy, and another studio may be working on them now.
 */
export async function resumeJobs(engine: Engine, dispatcher: Dispatcher, session: FilmSession): Promise<void> {
  const takes = new Map((await session.takes.list()).map((take) => [take.id, take]));
  const stillAt = rememberingWhere(session.filmId);
  for (const record of engine.ledger.jobs.unsettled(session.filmId)) {
    if (record.filmDir !== session.dir && (await stillAt(record.filmDir))) continue;
    if (dispatcher.find(record.id)) continue;
    const moved =
      record.filmDir === session.dir ? record : engine.ledger.jobs.update(record.id, { filmDir: session.dir });
    await resumeJob(engine, dispatcher, moved, takes.get(record.takeId) ?? null);
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

async function resumeJob(
  engine: Engine,
  dispatcher: Dispatcher,
  record: JobRecord,
  take: TakeView | null,
): Promise<void> {
  const vendor = engine.vendors.get(vendorOf(engine, record));
  if (take) return settle(engine, record.id, { state: 'done', take });
  const held = openAttempt(engine.ledger, record.id);
  // The answer of a direct vendor may have reached the disk before the journal could say so.
  const answered = held !== null && (await engine.incoming.has(held.id));
  if (record.state === 'submitting' && !answered)
    return settle(engine, record.id, unknownFate(vendor?.name ?? 'the vendor', null));
  if (record.state === 'queued' && record.cancelAsked)
    return settle(engine, record.id, { state: 'cancelled', charged: 'no' });
  if (vendor?.kind === 'local') return enqueue(engine, dispatcher, startOver(engine, record));
  engine.book.tell(record);
  enqueue(engine, dispatcher, record, held?.operation || answered ? held : null);
}

/** Jobs of before there were chains may not know their vendor. */
const vendorOf = ({ generators }: Engine, { chain, link, generator }: JobRecord): string =>
  chain[link]?.vendor || generators.get(generator)?.vendor || '';

/** Local work counts only when its take is filed, so it is simply done again. */
function startOver({ book, ledger }: Engine, record: JobRecord): JobRecord {
  const outcome = new AppError({ code: 'cancelled', message: 'Circle Take was closed meanwhile.' }).toData();
  const progress = { fraction: null, secondsLeft: null, text: 'Waiting' };
  return book.writeWith('resume', record.id, { state: 'queued', progress }, () => {
    const open = openAttempt(ledger, record.id);
    if (open) ledger.attempts.update(open.id, { state: 'failed', outcome });
  }).record;
}

/** Puts a job in its vendor's line, or lets it go on at once with what the vendor holds of `held`. */
export function enqueue(
  engine: Engine,
  dispatcher: Dispatcher,
  record: JobRecord,
  held: AttemptRecord | null = null,
): void {
  const { id: jobId, filmId, priority, cancelAsked: cancelled } = record;
  const vendorId = held?.vendor ?? vendorOf(engine, record);
  const goesOn = held && { lease: leaseOf(held) };
  dispatcher.add({ jobId, filmId, vendorId, priority, cancelled, goesOn });
}

/** The key that an attempt was sent with; of those of before there were rings only the vendor is known. */
const leaseOf = ({ keyId, keyLabel, account, vendor }: AttemptRecord): Lease => ({
  keyId: keyId ?? '',
  label: keyLabel ?? '',
  account: account ?? '',
  vendor,
});
