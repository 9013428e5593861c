import { setImmediate } from 'node:timers/promises';
import type { StudioEvent } from '../../shared/events.ts';
import { isSettled, type Job, type Progress } from '../../shared/job.ts';
import type { JobPatch } from '../ledger/job-journal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Clock } from './clock.ts';
import type { OnJournal } from './generation-deps.ts';
import type { Wait } from './vendor-line.ts';

/** Jobs as they stand: what the ledger has, what is going on right now, and telling the windows. */
export type JobBook = {
  /** Writes in one transaction; `step` is what `onJournal` hears. */
  together<T>(step: string, work: () => T): T;
  /** Writes a change, then tells the windows. */
  write(step: string, id: string, patch: JobPatch): JobRecord;
  /** The same with what `also` writes, in one transaction; the change may depend on that. */
  writeWith<T>(step: string, id: string, patch: JobPatch | ((written: T) => JobPatch), also: () => T): Written<T>;
  /** Notes how far a job is: told at most ten times a second, and not written. */
  progress(id: string, progress: Partial<Progress>): void;
  /** Tells the windows of a job as it is in the ledger, unless it was dismissed, and follows its progress from now on. */
  tell(record: JobRecord): void;
  /** The same for new jobs: the first at once, the others some at a time, so that a thousand hold up nobody. */
  tellAll(records: readonly JobRecord[]): Promise<void>;
  view(record: JobRecord): Job;
};

export type Written<T> = { readonly record: JobRecord; readonly written: T };

export type JobBookOptions = {
  readonly ledger: Ledger;
  readonly publish: (event: StudioEvent) => void;
  readonly clock: Clock;
  /** What a waiting job waits for at its vendor. */
  readonly waitOf: (record: JobRecord) => Wait | null;
  readonly onJournal?: OnJournal | undefined;
};

/** Ten a second: nothing holds back a sender on a MessagePort, so the source has to. */
const quietMs = 100;
/** New jobs that the windows are told of in one go. */
const atOnce = 50;

export function createJobBook({ ledger, publish, clock, waitOf, onJournal }: JobBookOptions): JobBook {
  const live = new Map<string, { record: JobRecord; progress: Progress; toldAt: number }>();
  const labels = keyLabels(ledger);

  /** New jobs of which the windows have not heard. */
  const untold = new Set<string>();

  const progressOf = (record: JobRecord): Progress => {
    const wait = record.state === 'queued' ? waitOf(record) : null;
    if (!wait) return live.get(record.id)?.progress ?? record.progress;
    const until = wait.until === null ? null : new Date(wait.until).toISOString();
    return { fraction: null, secondsLeft: null, text: wait.text, until };
  };
  const view = (record: JobRecord): Job => jobView(record, progressOf(record), labels.of(record));
  const tell = (record: JobRecord): void => {
    untold.delete(record.id);
    live.set(record.id, { record, progress: record.progress, toldAt: clock.now() });
    // A lost job may be settled long after it was dismissed: windows show it no more.
    if (!record.dismissed) publish({ type: 'job', job: view(record) });
    if (isSettled(record.state)) live.delete(record.id);
  };
  const together = <T>(step: string, work: () => T): T => {
    onJournal?.(step, 'before');
    const written = ledger.together(work);
    onJournal?.(step, 'after');
    return written;
  };
  const writeWith: JobBook['writeWith'] = (step, id, patch, also) => {
    const both = together(step, () => {
      const written = also();
      return { written, record: ledger.jobs.update(id, typeof patch === 'function' ? patch(written) : patch) };
    });
    labels.forget(id);
    tell(both.record);
    return both;
  };
  return {
    view,
    tell,
    async tellAll(records) {
      for (const { id } of records) untold.add(id);
      for (let from = 0; from < records.length; from += atOnce) {
        if (from > 0) await setImmediate();
        for (const record of records.slice(from, from + atOnce)) {
          // One that began meanwhile was told of as it is now.
          if (untold.has(record.id)) tell(record);
        }
      }
    },
    together,
    write: (step, id, patch) => writeWith(step, id, patch, () => undefined).record,
    writeWith,
    progress(id, progress) {
      const entry = live.get(id);
      if (!entry) return;
      // What it waited for until then is over.
      entry.progress = { ...entry.progress, until: null, ...progress };
      if (clock.now() - entry.toldAt < quietMs) return;
      entry.toldAt = clock.now();
      publish({ type: 'job', job: view(entry.record) });
    },
  };
}

/** Labels of the keys that jobs use or used last, looked up once. */
function keyLabels(ledger: Ledger) {
  const known = new Map<string, string | null>();
  return {
    of({ id, state, trail }: JobRecord): string | null {
      // It has made no call yet, as most jobs of a long line have not.
      if (state === 'queued' && trail.length === 0 && !known.has(id)) return null;
      const label = known.get(id) ?? ledger.attempts.latest(id)?.keyLabel ?? null;
      known.set(id, label);
      return label;
    },
    forget: (id: string) => void known.delete(id),
  };
}

function jobView(record: JobRecord, progress: Progress, keyLabel: string | null): Job {
  const { filmDir, cancelAsked, dismissed, takeId, link, filmTitle, sceneTitle, ...shown } = record;
  return {
    ...shown,
    vendor: record.chain[link]?.vendor ?? '',
    chain: record.chain.map(({ generator, vendor, priceCeilingMicros }) => ({ generator, vendor, priceCeilingMicros })),
    trail: [...record.trail],
    keyLabel,
    progress,
    takeId: record.state === 'done' ? takeId : null,
  };
}
