import type { ReactNode } from 'react';
import { isSettled, type Job } from '../../../shared/job.ts';
import { formatSeconds } from '../../../shared/time.ts';
import { Progress } from '../../ui/progress.tsx';
import { chargeText, progressText } from '../generation/job-text.ts';

type Props = {
  number: number;
  seconds: number;
  poster: string | null;
  /** Job of the picture; one of the voice shows as a bar only, so that the picture stays to be seen. */
  job: Job | null;
  voiceJob: Job | null;
  /** Name of the picture job's generator. */
  worker: string;
  aspect: string;
  onRetry: (job: Job) => void;
  onFix: (job: Job) => void;
  tabIndex: 0 | -1;
};

/** The reserved place of a scene's picture: poster, hatch, progress or failure, never a jump. */
export function ScenePicture({ number, seconds, poster, job, voiceJob, worker, aspect, ...failure }: Props) {
  const bar = [job, voiceJob].find((each) => each && !isSettled(each.state) && each.state !== 'queued');
  return (
    <div className="hatch relative aspect-video overflow-hidden">
      {poster && (
        <img
          src={poster}
          alt=""
          loading="lazy"
          draggable={false}
          className={`size-full ${aspect === '16:9' ? 'object-cover' : 'object-contain'}`}
        />
      )}
      {!poster && !job && <Veil over={false}>No take yet</Veil>}
      {job && !isSettled(job.state) && (
        <Veil over={poster !== null}>
          <span className={poster ? '' : 'text-text'}>{worker}</span>
          <span className="tabular">{progressText(job)}</span>
        </Veil>
      )}
      {job && isSettled(job.state) && <Failure job={job} over={poster !== null} {...failure} />}
      {bar && (
        <Progress
          fraction={bar.progress.fraction}
          label={`Progress of scene ${number}`}
          className={`absolute inset-x-0 bottom-0 ${poster ? '' : 'bg-line!'}`}
        />
      )}
      <Tag className="start-2 top-2">{number}</Tag>
      <Tag className="end-2 bottom-2">{formatSeconds(seconds)}</Tag>
    </div>
  );
}

const Tag = ({ className, children }: { className: string; children: ReactNode }) => (
  <span
    dir="ltr"
    className={`absolute rounded-1 bg-black/67 px-1.5 py-px font-mono text-1 font-medium text-white ${className}`}
  >
    {children}
  </span>
);

/** `over` a poster it darkens it; on the bare ground it is only text. */
const Veil = ({ over, children }: { over: boolean; children: ReactNode }) => (
  <div
    className={`absolute inset-0 flex flex-col items-center justify-center gap-1 px-9 pb-4 text-center text-[12px] ${over ? 'bg-[#0d0e10c4] text-white' : 'text-text-2'}`}
  >
    {children}
  </div>
);

type FailureProps = Pick<Props, 'onRetry' | 'onFix' | 'tabIndex'> & { job: Job; over: boolean };

const fixes: Partial<Record<string, string>> = {
  'content-rejected': 'edit prompt',
  unauthorized: 'fix the key',
  'no-credit': 'open keys',
};

/** Who and why, whether it was charged, and the next steps. */
function Failure({ job, over, onRetry, onFix, tabIndex }: FailureProps) {
  const message = job.error?.message ?? 'It is not known what became of it';
  const fix = fixes[job.error?.code ?? ''];
  const step = (label: string, run: (job: Job) => void) => (
    <button
      type="button"
      tabIndex={tabIndex}
      onClick={() => run(job)}
      className="relative z-[2] underline decoration-current/40 underline-offset-2 hover:decoration-current"
    >
      {label}
    </button>
  );
  return (
    <Veil over={over}>
      <span title={message} className={`line-clamp-2 ${over ? 'text-[#ff9a94]' : 'text-bad'}`}>
        {message}
      </span>
      <span className="tabular flex flex-wrap justify-center gap-x-2">
        {chargeText(job)}
        {fix && step(fix, onFix)}
        {job.state === 'failed' && step('retry', onRetry)}
      </span>
    </Veil>
  );
}
