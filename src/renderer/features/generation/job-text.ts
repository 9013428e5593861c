import type { GeneratorView } from '../../../shared/generator.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { formatMicros } from '../../../shared/money.ts';
import { formatClock } from '../../../shared/time.ts';

export const generatorName = (generators: readonly GeneratorView[], id: string): string =>
  generators.find((each) => each.id === id)?.name ?? id;

/** `61 % · 0:22 left`, `47 % · waits in Replicate's queue`, or only what happens now. */
export function progressText({ progress, state }: Job): string {
  const parts = [
    progress.fraction !== null && progress.fraction > 0 && `${Math.round(progress.fraction * 100)} %`,
    progress.secondsLeft !== null && progress.secondsLeft > 0
      ? `${formatClock(progress.secondsLeft)} left`
      : progress.text,
  ].filter(Boolean);
  return parts.join(' · ') || (state === 'queued' ? 'waits for its turn' : 'starting');
}

/** Whether money went out, for people. */
export function chargeText({ charged, priceCeilingMicros }: Job): string {
  if (charged === 'no' || priceCeilingMicros === 0) return 'not charged';
  return `${charged === 'yes' ? 'charged' : 'perhaps charged'} up to ${formatMicros(priceCeilingMicros)}`;
}

/** A settled job that the user should see: it failed, nobody knows what became of it, or it was stopped and may cost. */
export const isTrouble = (job: Job): boolean =>
  job.state === 'failed' || job.state === 'unknown' || (job.state === 'cancelled' && chargedPerhaps(job));

const chargedPerhaps = ({ charged, priceCeilingMicros }: Job): boolean => charged !== 'no' && priceCeilingMicros > 0;

/** What became of a settled job, and the next step: `Stopped. The vendor may bill what it had done.` */
export function troubleText({ state, error }: Job, worker: string): { readonly what: string; readonly next: string } {
  if (state === 'cancelled') return { what: `${worker} was stopped.`, next: 'The vendor may bill what it had done.' };
  return { what: error?.message ?? `It is not known what became of ${worker}.`, next: error?.action ?? '' };
}

/** The newest job of a scene, if it still works or ended in trouble; an older trouble is answered by a newer job. */
export function jobToShow(jobs: readonly Job[], sceneId: string, role?: Job['role']): Job | null {
  const own = jobs.filter((job) => job.sceneId === sceneId && (role === undefined || job.role === role));
  const newest = own.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1) ?? null;
  return newest && (!isSettled(newest.state) || isTrouble(newest)) ? newest : null;
}

/** `2 running · 1 waits`; null when nothing happens. */
export function workText(jobs: readonly Job[]): string | null {
  const active = jobs.filter((job) => !isSettled(job.state));
  const waiting = active.filter((job) => job.state === 'queued').length;
  const running = active.length - waiting;
  const parts = [running > 0 && `${running} running`, waiting > 0 && `${waiting} ${waiting === 1 ? 'waits' : 'wait'}`];
  return parts.filter(Boolean).join(' · ') || null;
}
