import { newId } from '../../../shared/ids.ts';
import type { NewAttempt } from '../attempt-journal.ts';
import type { Caps } from '../caps.ts';
import type { ReserveOrder } from '../entry-journal.ts';
import type { NewJob } from '../job-journal.ts';
import type { Ledger } from '../ledger.ts';

/** A job that waits for a voice, as the planning writes it. */
export const jobRow = (init: Partial<NewJob> = {}): NewJob => ({
  id: newId('job'),
  filmId: newId('film'),
  filmDir: '/films/A.film',
  sceneId: newId('scene'),
  role: 'voice',
  generator: 'g',
  state: 'queued',
  inputs: { role: 'voice', text: 'Hello', voice: null, speed: 1 },
  takeId: newId('take'),
  chain: [],
  link: 0,
  trail: [],
  priority: 'medium',
  comparisonId: null,
  filmTitle: 'A',
  sceneTitle: 'Opening',
  progress: { fraction: null, secondsLeft: null, text: '' },
  error: null,
  charged: 'no',
  priceCeilingMicros: 0,
  warnings: [],
  ...init,
});

/** A call that is about to be sent. */
export const attemptRow = (jobId: string, init: Partial<NewAttempt> = {}): NewAttempt => ({
  id: newId('attempt'),
  jobId,
  vendor: 'replicate',
  generator: 'g',
  keyLabel: 'Key 1',
  keyId: 'ky_1',
  account: 'ada',
  state: 'submitting',
  request: { method: 'POST', path: '/x' },
  ...init,
});

export const noCaps: Caps = { filmMicros: null, dayMicros: null, vendorMicros: null, vendorName: 'Replicate' };

/** What a job of these rows reserves. */
export const orderOf = (job: NewJob, init: Partial<ReserveOrder> = {}): ReserveOrder => ({
  jobId: job.id,
  filmId: job.filmId,
  sceneId: job.sceneId,
  role: job.role,
  vendor: 'replicate',
  generator: job.generator,
  micros: 1_000_000,
  ...init,
});

/** Writes a job and reserves for it. */
export function reserved(ledger: Ledger, init: Partial<NewJob> = {}, order: Partial<ReserveOrder> = {}, caps = noCaps) {
  const job = jobRow(init);
  ledger.together(() => {
    ledger.jobs.add([job]);
    ledger.entries.reserve(orderOf(job, order), caps);
  });
  return job;
}

/** Begins the paid call of a job that has reserved for it. */
export function called(ledger: Ledger, jobId: string, init: Partial<NewAttempt> = {}) {
  return ledger.together(() => {
    const attempt = ledger.attempts.add(attemptRow(jobId, init));
    ledger.entries.attach(jobId, { attemptId: attempt.id, keyLabel: attempt.keyLabel ?? '' });
    return attempt;
  });
}
