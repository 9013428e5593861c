import type { ErrorCode } from '../../../shared/errors.ts';
import type { GeneratorView, VendorView } from '../../../shared/generator.ts';
import { isSettled, type Job, type Progress, type TrailStep } from '../../../shared/job.ts';
import type { VendorRing } from '../../../shared/key.ts';
import { formatMicros } from '../../../shared/money.ts';
import { formatClock } from '../../../shared/time.ts';

export const generatorName = (generators: readonly GeneratorView[], id: string): string =>
  generators.find((each) => each.id === id)?.name ?? id;

/** Seconds until what a job waits for; null where that is not known or over. `now` in ms. */
export function waitSeconds({ progress }: Pick<Job, 'progress'>, now: number): number | null {
  const seconds = progress.until ? (Date.parse(progress.until) - now) / 1000 : 0;
  return seconds > 0 ? Math.ceil(seconds) : null;
}

/** What a job in line waits for: what its vendor's whole line does, else what it heard itself. */
export const waitingProgress = (own: Progress, wait: VendorRing['wait']): Progress =>
  wait ? { ...own, text: wait.text, until: wait.until } : own;

/** `61 % · 0:22 left`, `Key 2 is at 15 calls a minute · 0:14`, or only what happens now. `now` in ms. */
export function progressText(job: Pick<Job, 'progress' | 'state'>, now: number): string {
  const { fraction, secondsLeft, text } = job.progress;
  const wait = waitSeconds(job, now);
  const parts = [
    fraction !== null && fraction > 0 && `${Math.round(fraction * 100)} %`,
    secondsLeft !== null && secondsLeft > 0 ? `${formatClock(secondsLeft)} left` : text,
    wait !== null && formatClock(wait),
  ].filter(Boolean);
  return parts.join(' · ') || (job.state === 'queued' ? 'Waiting for its turn' : 'Starting');
}

/** Whether money went out, for people. */
export function chargeText({ charged, priceCeilingMicros }: Pick<Job, 'charged' | 'priceCeilingMicros'>): string {
  if (charged === 'no' || priceCeilingMicros === 0) return 'not charged';
  return `${charged === 'yes' ? 'charged' : 'perhaps charged'} up to ${formatMicros(priceCeilingMicros)}`;
}

/** To follow the generator's name. */
const whatHappened: Partial<Record<ErrorCode, string>> = {
  'no-credit': 'had no credit',
  unauthorized: 'had no key that works',
  'rate-limited': 'asked to slow down',
  'content-rejected': 'refused the content',
  'over-budget': 'did not fit the budget',
  'bad-output': 'gave a file that cannot be used',
  'provider-down': 'did not answer',
  network: 'could not be reached',
  'timed-out': 'took too long',
  'invalid-input': 'did not take the scene',
  unsupported: 'cannot make this',
};

/** `Kling 2.5 had no credit · not charged`: one generator that a job left behind. */
export function trailText(
  { generator, error, charged }: TrailStep,
  job: Job,
  generators: readonly GeneratorView[],
): string {
  const link = job.chain.find((each) => each.generator === generator);
  const charge = chargeText({ charged, priceCeilingMicros: link?.priceCeilingMicros ?? 0 });
  return `${generatorName(generators, generator)} ${whatHappened[error.code] ?? 'failed'} · ${charge}`;
}

/** A settled job that the user should see: it failed, nobody knows what became of it, or it was stopped and may cost. */
export const isTrouble = (job: Job): boolean =>
  job.state === 'failed' || job.state === 'unknown' || (job.state === 'cancelled' && chargedPerhaps(job));

const chargedPerhaps = ({ charged, priceCeilingMicros }: Job): boolean => charged !== 'no' && priceCeilingMicros > 0;

/** What became of a settled job, and the next step: `Stopped. Replicate bills the time that a stopped job has already run.` */
export function troubleText(
  { state, error }: Job,
  worker: string,
  vendor: Pick<VendorView, 'afterCancel'> | undefined,
): { readonly what: string; readonly next: string } {
  if (state === 'cancelled')
    return { what: `${worker} was stopped.`, next: vendor?.afterCancel ?? 'The vendor may bill what it had done.' };
  return { what: error?.message ?? `It is not known what became of ${worker}.`, next: error?.action ?? '' };
}

/** What stopping costs, said before it is done. */
export function cancelText({ state }: Pick<Job, 'state'>, vendor: Pick<VendorView, 'afterCancel'> | undefined): string {
  if (state === 'queued') return 'It has not been sent: stopping costs nothing.';
  return vendor?.afterCancel ?? 'Stops at once, at no cost.';
}

/**
 * The newest job of a scene that still works, else the newest if it ended in trouble; an older trouble is answered by a newer
 * job. The trouble of one column of a comparison is the wall's to tell: the others may have given the take.
 */
export function jobToShow(jobs: readonly Job[], sceneId: string, role?: Job['role']): Job | null {
  const own = jobs
    .filter((job) => job.sceneId === sceneId && (role === undefined || job.role === role))
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
  const working = own.findLast((job) => !isSettled(job.state));
  const newest = own.findLast((job) => !(job.comparisonId && isTrouble(job)));
  return working ?? (newest && isTrouble(newest) ? newest : null);
}

/** `2 running · 1 waits`; null when nothing happens. */
export function workText(jobs: readonly Job[]): string | null {
  const active = jobs.filter((job) => !isSettled(job.state));
  const waiting = active.filter((job) => job.state === 'queued').length;
  const running = active.length - waiting;
  const parts = [running > 0 && `${running} running`, waiting > 0 && `${waiting} ${waiting === 1 ? 'waits' : 'wait'}`];
  return parts.filter(Boolean).join(' · ') || null;
}
