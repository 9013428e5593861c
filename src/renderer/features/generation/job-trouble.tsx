import { Button } from '../../ui/button.tsx';
import { type JobCardProps, Trail } from './job-card.tsx';
import { stepLabel, stepsFor } from './job-steps.ts';
import { chargeText, generatorName, troubleText } from './job-text.ts';

/** A job that ended in trouble: who, why, whether it was charged, and what can be done, the most likely first. */
export function JobTrouble({ job, generators, vendor, onStep }: JobCardProps) {
  const worker = generatorName(generators, job.generator);
  const { what, next } = troubleText(job, worker, vendor);
  return (
    <div role="alert" className="flex flex-col gap-1 rounded-2 border border-line bg-bg px-3 py-2">
      <Trail job={job} generators={generators} />
      <p className={job.state === 'cancelled' ? '' : 'text-bad'}>{what}</p>
      <p className="text-text-2">{next}</p>
      <p className="tabular text-text-3">
        {[worker, job.keyLabel && `with ${job.keyLabel}`, chargeText(job)].filter(Boolean).join(' · ')}
      </p>
      <div className="mt-1 flex flex-wrap gap-2">
        {stepsFor(job).map((step) => (
          <Button key={step} look={step === 'dismiss' ? 'quiet' : 'normal'} onClick={() => onStep(job, step)}>
            {stepLabel(step, job, generators)}
          </Button>
        ))}
      </div>
    </div>
  );
}
