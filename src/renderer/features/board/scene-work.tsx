import type { GeneratorView } from '../../../shared/generator.ts';
import type { Job } from '../../../shared/job.ts';
import { formatMicros } from '../../../shared/money.ts';
import { useVendors } from '../generation/api.ts';
import { nextLink, type Step, stepLabel, stepsFor } from '../generation/job-steps.ts';
import { chargeText, generatorName, trailText, troubleText } from '../generation/job-text.ts';
import { useJobProgress } from '../generation/use-job-progress.ts';

type Props = {
  job: Job;
  generators: readonly GeneratorView[];
  /** Over a poster that is darkened. */
  over: boolean;
};

/** Who works on the picture, how far, or what it waits for; and whom it left behind. */
export function SceneAtWork({ job, generators, over }: Props) {
  const progress = useJobProgress(job);
  const left = job.trail.at(-1);
  return (
    <>
      {left && (
        <span title={left.error.message} className="line-clamp-1 text-1 opacity-80">
          {trailText(left, job, generators)} <span aria-hidden>→</span>
        </span>
      )}
      <span className={over ? '' : 'text-text'}>{generatorName(generators, job.generator)}</span>
      <span className="tabular line-clamp-2">{progress}</span>
    </>
  );
}

type FailureProps = Props & {
  onStep: (job: Job, step: Step) => void;
  tabIndex: 0 | -1;
};

/** On a card the cause comes first and two steps are enough; the inspector has them all. */
const room = 2;
/** Sending again what may have been paid is no step to take in passing; nor is putting a failure out of sight. */
const leftOut: Partial<Record<Job['state'], readonly Step[]>> = { unknown: ['retry'], failed: ['dismiss'] };

/** Who and why, whether it was charged, and the next steps. */
export function SceneFailure({ job, generators, over, onStep, tabIndex }: FailureProps) {
  const vendor = useVendors().find(({ id }) => id === job.vendor);
  const { what, next } = troubleText(job, generatorName(generators, job.generator), vendor);
  const bad = over ? 'text-[#ff9a94]' : 'text-bad';
  const shown = stepsFor(job).filter((step) => !leftOut[job.state]?.includes(step));
  return (
    <>
      <span title={`${what} ${next}`} className={`line-clamp-2 ${job.state === 'cancelled' ? '' : bad}`}>
        {what}
      </span>
      <span className="tabular flex flex-wrap justify-center gap-x-2">
        {chargeText(job)}
        {shown.slice(0, room).map((step) => (
          <button
            key={step}
            type="button"
            tabIndex={tabIndex}
            aria-label={stepLabel(step, job, generators)}
            title={stepLabel(step, job, generators)}
            onClick={() => onStep(job, step)}
            className="relative z-[2] underline decoration-current/40 underline-offset-2 hover:decoration-current"
          >
            {shortLabel(step, job)}
          </button>
        ))}
      </span>
    </>
  );
}

function shortLabel(step: Step, job: Job): string {
  const labels: Record<Step, string> = {
    'edit-prompt': 'edit prompt',
    keys: 'fix the key',
    'raise-budget': 'raise budget',
    lost: 'look for it',
    'ask-again': 'ask again',
    retry: 'retry',
    dismiss: 'dismiss',
    next: `go on · ${formatMicros(nextLink(job)?.priceCeilingMicros ?? 0)}`,
  };
  return labels[step];
}
