import { z } from 'zod';

/** Calls that a simulated vendor tells apart. */
export const steps = [
  'submit',
  'poll',
  'result',
  'cancel',
  'list',
  'model',
  'upload',
  'session',
  'account',
  'download',
] as const;
export type Step = (typeof steps)[number];

/**
 * Happen instead of the work: nothing is charged. `refused-inside` says no inside HTTP 200, at vendors that do so;
 * `drop-before` breaks the connection before the body is read.
 */
const refusals = [
  'unauthorized',
  'no-credit',
  'rate-limited',
  'rate-limited-bare',
  'refused-inside',
  'server-error',
  'drop-before',
] as const;

/**
 * Happen after the vendor did what it was asked: a submit has been charged and nobody knows. `gateway`: a 504 with a
 * page of HTML. `truncated` promises the whole length and breaks off half-way; `wrong-type` answers 200 with HTML.
 */
const lostAnswers = ['drop', 'hang', 'gateway', 'malformed', 'truncated', 'empty', 'wrong-type'] as const;

/** Shape the next job. `fail-credit`: taken, then failed for want of credit, at vendors that do so. */
const jobMishaps = ['fail-content', 'fail-generic', 'fail-credit', 'output-removed'] as const;

/** Of files only. `expired`: the CDN's 403. `redirect`: a 302 to `to`, a private address unless told otherwise. */
const fileMishaps = ['expired', 'redirect'] as const;

/** `slow`: a submit takes a job that lasts `ms`; any other call answers `ms` later. */
export const mishaps = [...refusals, ...lostAnswers, ...jobMishaps, ...fileMishaps, 'slow'] as const;
export type Mishap = (typeof mishaps)[number];

export const sabotageSchema = z.object({
  kind: z.enum(mishaps),
  /** The calls it happens to: submits, but downloads for what spoils files. */
  on: z.enum(steps).optional(),
  times: z.number().int().positive().default(1),
  /** Only calls with keys of this account. */
  account: z.string().optional(),
  /** Length of what is `slow`, or what `rate-limited` asks to wait. Milliseconds. */
  ms: z.number().nonnegative().optional(),
  /** HTTP status of `server-error` and `gateway`. */
  status: z.number().int().min(500).max(599).optional(),
  /** Where a `redirect` leads. */
  to: z.string().optional(),
});
export type Sabotage = z.input<typeof sabotageSchema>;
export type PlannedMishap = z.infer<typeof sabotageSchema> & { readonly on: Step };

/** Mishaps that come true one by one, in the order they were planned. */
export type SabotagePlan = {
  add(sabotage: Sabotage): void;
  clear(): void;
  /** The first mishap planned for this call, used up once. */
  take(step: Step, account: string | null): PlannedMishap | null;
};

const usuallyOfFiles: readonly Mishap[] = [...fileMishaps, 'truncated', 'empty', 'wrong-type'];

/** An empty plan. `add` throws a ZodError for a mishap that does not exist. */
export function createSabotagePlan(): SabotagePlan {
  let plan: PlannedMishap[] = [];
  return {
    add(sabotage) {
      const planned = sabotageSchema.parse(sabotage);
      plan.push({ ...planned, on: planned.on ?? (usuallyOfFiles.includes(planned.kind) ? 'download' : 'submit') });
    },
    clear() {
      plan = [];
    },
    take(step, account) {
      const next = plan.find(
        (planned) => planned.on === step && (planned.account === undefined || planned.account === account),
      );
      if (!next) return null;
      next.times -= 1;
      plan = plan.filter((planned) => planned.times > 0);
      return next;
    },
  };
}
