import { z } from 'zod';

/** Calls that a simulated vendor tells apart. */
export const steps = ['submit', 'poll', 'cancel', 'list', 'model', 'account', 'download'] as const;
export type Step = (typeof steps)[number];

/**
 * Mishaps to rehearse. `drop`, `hang` and `malformed` happen after the vendor has done what it was asked: a submit has
 * been charged and nobody knows. `fail-*`, `slow` and
 * `output-removed` shape the next jobs. `truncated` and `empty` spoil the next downloads.
 */
export const mishaps = [
  'unauthorized',
  'no-credit',
  'rate-limited',
  'server-error',
  'drop',
  'hang',
  'malformed',
  'fail-content',
  'fail-generic',
  'slow',
  'output-removed',
  'truncated',
  'empty',
] as const;
export type Mishap = (typeof mishaps)[number];

export const sabotageSchema = z.object({
  kind: z.enum(mishaps),
  /** The calls it happens to; mishaps of jobs and files know theirs. Submits by default. */
  on: z.enum(steps).default('submit'),
  times: z.number().int().positive().default(1),
  /** Length of a `slow` job, or what `rate-limited` asks to wait. Milliseconds. */
  ms: z.number().nonnegative().optional(),
});
export type Sabotage = z.input<typeof sabotageSchema>;
type Planned = z.infer<typeof sabotageSchema>;

/** Mishaps that come true one by one, in the order they were planned. */
export type SabotagePlan = {
  add(sabotage: Sabotage): void;
  clear(): void;
  /** The first mishap planned for this call, used up once. */
  take(step: Step): Planned | null;
};

const fileMishaps: readonly Mishap[] = ['truncated', 'empty'];

/** An empty plan. `add` throws a ZodError for a mishap that does not exist. */
export function createSabotagePlan(): SabotagePlan {
  let plan: Planned[] = [];
  return {
    add(sabotage) {
      const planned = sabotageSchema.parse(sabotage);
      plan.push(fileMishaps.includes(planned.kind) ? { ...planned, on: 'download' } : planned);
    },
    clear() {
      plan = [];
    },
    take(step) {
      const next = plan.find((planned) => planned.on === step);
      if (!next) return null;
      next.times -= 1;
      plan = plan.filter((planned) => planned.times > 0);
      return next;
    },
  };
}
