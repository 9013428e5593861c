import { type ExportJob, endedExports } from '../../shared/export.ts';
import { isSettled, type Job } from '../../shared/job.ts';
import type { VendorRing } from '../../shared/key.ts';
import type { TakeView } from '../../shared/take.ts';

/** Puts `item` in the place of the one with its id, else at the end. */
export function upsert<T extends { readonly id: string }>(list: readonly T[], item: T): T[] {
  const at = list.findIndex((each) => each.id === item.id);
  return at < 0 ? [...list, item] : list.with(at, item);
}

/**
 * Events may overtake a refetch: an older state of a job never replaces a newer one, nor, of the same moment, one that is
 * settled. A job that failed may go on later: at its next generator, or when it is asked for again.
 */
export function withJob(jobs: readonly Job[], job: Job): readonly Job[] {
  const known = jobs.find((each) => each.id === job.id);
  return known && isNewer(known, job) ? jobs : upsert(jobs, job);
}

function isNewer(known: Job, other: Job): boolean {
  if (known.updatedAt !== other.updatedAt) return known.updatedAt > other.updatedAt;
  return isSettled(known.state) && !isSettled(other.state);
}

/** Puts many jobs in their places at once: a thousand jobs must not be gone through for each of a thousand news. */
export function withJobs(jobs: readonly Job[], news: readonly Job[]): Job[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  for (const job of news) {
    const known = byId.get(job.id);
    if (!known || !isNewer(known, job)) byId.set(job.id, job);
  }
  return [...byId.values()];
}

/** Puts many takes in their places at once, new ones at the end. */
export const withTakes = (takes: readonly TakeView[], news: readonly TakeView[]): TakeView[] => [
  ...new Map([...takes, ...news].map((take) => [take.id, take])).values(),
];

export function withExport(exports: readonly ExportJob[], job: ExportJob): readonly ExportJob[] {
  const known = exports.find((each) => each.id === job.id);
  if (known && endedExports.includes(known.state) && !endedExports.includes(job.state)) return exports;
  return upsert(exports, job);
}

/** A draft that is begun takes the place of the one before it, whose last news may come later. */
export function newerDraft(known: ExportJob | null, job: ExportJob): ExportJob {
  if (!known) return job;
  if (known.id !== job.id) return known.createdAt > job.createdAt ? known : job;
  return endedExports.includes(known.state) && !endedExports.includes(job.state) ? known : job;
}

/** A vendor's ring in the place of what was known of it. */
export function withRing(rings: readonly VendorRing[], ring: VendorRing): VendorRing[] {
  const at = rings.findIndex((each) => each.vendor === ring.vendor);
  return at < 0 ? [...rings, ring] : rings.with(at, ring);
}
