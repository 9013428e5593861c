import type { StudioEvent } from '../../shared/events.ts';
import { isSettled, type Job, type Progress } from '../../shared/job.ts';
import type { JobPatch } from '../ledger/job-journal.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Clock } from './clock.ts';

/** Jobs as they stand: what the ledger has, what is going on right now, and telling the windows. */
export type JobBook = {
  /** Writes a change, then tells the windows. */
  update(id: string, patch: JobPatch): JobRecord;
  /** The same, in one transaction with what `write` writes. */
  updateWith<T>(id: string, patch: JobPatch, write: () => T): { record: JobRecord; written: T };
  /** Notes how far a job is: told at most ten times a second, and not written. */
  progress(id: string, progress: Partial<Progress>): void;
  /** Tells the windows of a job as it is in the ledger, and follows its progress from now on. */
  tell(record: JobRecord): void;
  view(record: JobRecord): Job;
};

/** Ten a second: nothing holds back a sender on a MessagePort, so the source has to. */
const quietMs = 100;

export function createJobBook(ledger: Ledger, publish: (event: StudioEvent) => void, clock: Clock): JobBook {
  const live = new Map<string, { record: JobRecord; progress: Progress; toldAt: number }>();
  const view = (record: JobRecord) => jobView(record, live.get(record.id)?.progress ?? record.progress);
  const tell = (record: JobRecord): void => {
    live.set(record.id, { record, progress: record.progress, toldAt: clock.now() });
    publish({ type: 'job', job: view(record) });
    if (isSettled(record.state)) live.delete(record.id);
  };
  const updateWith = <T>(id: string, patch: JobPatch, write: () => T) => {
    const both = ledger.together(() => ({ written: write(), record: ledger.jobs.update(id, patch) }));
    tell(both.record);
    return both;
  };
  return {
    view,
    tell,
    updateWith,
    update: (id, patch) => updateWith(id, patch, () => undefined).record,
    progress(id, progress) {
      const entry = live.get(id);
      if (!entry) return;
      entry.progress = { ...entry.progress, ...progress };
      if (clock.now() - entry.toldAt < quietMs) return;
      entry.toldAt = clock.now();
      publish({ type: 'job', job: view(entry.record) });
    },
  };
}

function jobView(record: JobRecord, progress: Progress): Job {
  const { filmDir, cancelAsked, dismissed, takeId, ...shown } = record;
  return { ...shown, progress, takeId: record.state === 'done' ? takeId : null };
}
