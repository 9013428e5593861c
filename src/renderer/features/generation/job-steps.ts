import type { ChainLink } from '../../../shared/chain.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { Job } from '../../../shared/job.ts';
import { formatMicros } from '../../../shared/money.ts';

/** What the user can do about a job that ended in trouble. */
export const steps = ['edit-prompt', 'keys', 'raise-budget', 'lost', 'next', 'retry', 'ask-again', 'dismiss'] as const;
export type Step = (typeof steps)[number];

/** The next generator of the job's chain, which it may still go on to; null where it has been through. */
export function nextLink({ chain, generator }: Pick<Job, 'chain' | 'generator'>): ChainLink | null {
  const at = chain.findIndex((link) => link.generator === generator);
  return (at < 0 ? null : chain[at + 1]) ?? null;
}

/** What trying again may cost: it begins with the first of the chain. */
export const retryMicros = ({ chain, priceCeilingMicros }: Pick<Job, 'chain' | 'priceCeilingMicros'>): number =>
  chain[0]?.priceCeilingMicros ?? priceCeilingMicros;

/** What mends the cause, where that is somewhere else. */
const cures: Partial<Record<ErrorCode, Step>> = {
  'content-rejected': 'edit-prompt',
  unauthorized: 'keys',
  'no-credit': 'keys',
  'keychain-unavailable': 'keys',
  'over-budget': 'raise-budget',
};

/** The steps that help, the most likely first. */
export function stepsFor(job: Job): readonly Step[] {
  // Its money stays promised until somebody says what became of it, so it is not put out of sight.
  if (job.state === 'unknown') return ['lost', 'retry'];
  if (job.state === 'cancelled') return ['retry', 'dismiss'];
  const cure = job.error ? cures[job.error.code] : undefined;
  const again: Step = mayBeHeld(job) ? 'ask-again' : 'retry';
  const next: Step[] = nextLink(job) ? ['next'] : [];
  return [...(cure ? [cure] : []), ...next, again, 'dismiss'];
}

/** The vendor may still hold the work: asking for that again costs nothing more. */
const mayBeHeld = ({ error }: Job): boolean => error?.details.held === true;

/** Where the budget that a job did not fit into is raised. */
export const budgetPlace = ({ error }: Pick<Job, 'error'>): 'film' | 'settings' =>
  error?.details.budget === 'day' || error?.details.budget === 'vendor' ? 'settings' : 'film';

/** What the button says; what may cost money says how much. */
export function stepLabel(step: Step, job: Job, generators: readonly GeneratorView[]): string {
  const again = job.state === 'unknown' ? 'Send it again' : 'Try again';
  switch (step) {
    case 'edit-prompt':
      return job.role === 'picture' ? 'Edit the prompt' : 'Edit the narration';
    case 'keys':
      return 'Open keys';
    case 'raise-budget':
      return 'Raise the budget';
    case 'lost':
      return 'Look in lost and found';
    case 'ask-again':
      return 'Ask for it again';
    case 'dismiss':
      return 'Dismiss';
    case 'retry':
      return `${again} · ${formatMicros(retryMicros(job))}`;
    case 'next': {
      const link = nextLink(job);
      const name = generators.find(({ id }) => id === link?.generator)?.name ?? link?.generator;
      return link ? `Go on with ${name} · ${formatMicros(link.priceCeilingMicros)}` : again;
    }
  }
}
