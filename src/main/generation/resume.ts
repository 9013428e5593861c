import { AppError } from '../../shared/errors.ts';
import { isSettled } from '../../shared/job.ts';
import type { TakeView } from '../../shared/take.ts';
import { readFilmFile } from '../films/film-file.ts';
import { resolveFilmDir } from '../films/film-folder.ts';
import type { FilmSession } from '../films/film-session.ts';
import { handOffVendor } from '../generators/hindrance.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import { openAttempt, unknownFate } from './ending.ts';
import { voicesToWaitFor } from './fit-to-voice.ts';
import type { Lease } from './key-ring.ts';
import { settle } from './settle.ts';

/**
 * Takes up the jobs of a film that a crash or a quit left behind, each from the step that is on disk. Those of a folder
 * that is still there are left to it: this one is a copy, and another studio may be working on them now.
 */
export async function resumeJobs(engine: Engine, dispatcher: Dispatcher, session: FilmSession): Promise<void> {
  const takes = new Map((await session.takes.list()).map((take) => [take.id, take]));
  const stillAt = rememberingWhere(session.filmId);
  const unsettled = engine.ledger.jobs.unsettled(session.filmId);
  const voices = voicesToWaitFor(session.current().film, unsettled);
  for (const found of speakersFirst(unsettled)) {
    if (found.filmDir !== session.dir && (await stillAt(found.filmDir))) continue;
    const record = stillLeft(engine, dispatcher, found.id);
    if (!record) continue;
    const moved =
      record.filmDir === session.dir ? record : engine.ledger.jobs.update(record.id, { filmDir: session.dir });
    const after = voices.get(record.id) ?? null;
    await resumeJob(engine, dispatcher, { record: moved, take: takes.get(record.takeId) ?? null, after });
  }
}

/** As it is now, since looking at the disk takes time: null when it is over, or taken up by another opening of the film. */
function stillLeft({ ledger }: Engine, dispatcher: Dispatcher, jobId: string): JobRecord | null {
  const record = ledger.jobs.get(jobId);
  return record === null || isSettled(record.state) || dispatcher.find(jobId) ? null : record;
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

/** A voice has to be in the dispatcher before those that wait for it. */
export const speakersFirst = (records: readonly JobRecord[]): JobRecord[] =>
  [...records].sort((a, b) => Number(b.role === 'voice') - Number(a.role === 'voice'));

type Left = { readonly record: JobRecord; readonly take: TakeView | null; readonly after: string | null };

async function resumeJob(engine: Engine, dispatcher: Dispatcher, { record, take, after }: Left): Promise<void> {
  const vendor = engine.vendors.get(vendorOf(engine, record));
  if (take) return settle(engine, record.id, { state: 'done', take });
  // The user's own hands were at it: what was not brought in is brought in again.
  if (vendorOf(engine, record) === handOffVendor)
    return settle(engine, record.id, { state: 'cancelled', charged: 'no' });
  const held = openAttempt(engine.ledger, record.id);
  // The answer of a direct vendor may have reached the disk before the journal could say so.
  const answered = held !== null && (await engine.incoming.has(held.id));
  if (!stillLeft(engine, dispatcher, record.id)) return;
  if (record.state === 'submitting' && !answered)
    return settle(engine, record.id, unknownFate(vendor?.name ?? 'the vendor', null));
  if (record.state === 'queued' && record.cancelAsked)
    return settle(engine, record.id, { state: 'cancelled', charged: 'no' });
  if (vendor?.kind === 'local') return enqueue(engine, dispatcher, startOver(engine, record), { after });
  engine.book.tell(record);
  enqueue(engine, dispatcher, record, { held: held?.operation || answered ? held : null, after });
}

/** Jobs of before there were chains may not know their vendor. */
export const vendorOf = ({ generators }: Pick<Engine, 'generators'>, { chain, link, generator }: JobRecord): string =>
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

type Place = {
  /** Of which the vendor holds something already. */
  readonly held?: AttemptRecord | null;
  /** The job that has to be over first. */
  readonly after?: string | null;
};

/** Puts a job in its vendor's line, or lets it go on at once with what the vendor holds of `held`. */
export function enqueue(
  engine: Engine,
  dispatcher: Dispatcher,
  record: JobRecord,
  { held = null, after = null }: Place = {},
): void {
  const { id: jobId, filmId, priority, cancelAsked: cancelled } = record;
  const vendorId = held?.vendor ?? vendorOf(engine, record);
  const goesOn = held && { lease: leaseOf(held) };
  dispatcher.add({ jobId, filmId, vendorId, priority, cancelled, goesOn, after });
}

/** The key that an attempt was sent with; of those of before there were rings only the vendor is known. */
const leaseOf = ({ keyId, keyLabel, account, vendor }: AttemptRecord): Lease => ({
  keyId: keyId ?? '',
  label: keyLabel ?? '',
  account: account ?? '',
  vendor,
});
