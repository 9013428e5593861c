import type { ReactNode } from 'react';
import { isSettled, type Job } from '../../../shared/job.ts';
import { formatSeconds } from '../../../shared/time.ts';
import { Progress } from '../../ui/progress.tsx';
import { chargeText, progressText } from '../generation/job-text.ts';

type Props = {
  number: number;
  seconds: number;
  poster: string | null;
  job: Job | null;
  /** Name of the job's generator. */
  worker: string;
  aspect: string;
};

/** The reserved place of a scene's picture: poster, hatch, progress or failure, never a jump. */
export function ScenePicture({ number, seconds, poster, job, worker, aspect }: Props) {
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
      {!poster && !job && <Veil quiet>No take yet</Veil>}
      {job && !isSettled(job.state) && (
        <>
          <Veil quiet={!poster}>
            <span className={poster ? '' : 'text-text'}>{worker}</span>
            <span className="tabular">{progressText(job)}</span>
          </Veil>
          {job.state !== 'queued' && (
            <Progress
              fraction={job.progress.fraction}
              label={worker}
              className={`absolute inset-x-0 bottom-0 ${poster ? '' : 'bg-line!'}`}
            />
          )}
        </>
      )}
      {job?.error && isSettled(job.state) && (
        <Veil quiet={!poster}>
          <span className={poster ? 'text-[#ff9a94]' : 'text-bad'}>{job.error.message}</span>
          <span className="tabular opacity-80">{chargeText(job)}</span>
        </Veil>
      )}
      <Tag className="start-2 top-2">{number}</Tag>
      <Tag className="end-2 bottom-2">{formatSeconds(seconds)}</Tag>
    </div>
  );
}

const Tag = ({ className, children }: { className: string; children: ReactNode }) => (
  <span className={`absolute rounded-1 bg-black/67 px-1.5 py-px font-mono text-1 font-medium text-white ${className}`}>
    {children}
  </span>
);

/** Over a picture, or quiet on the bare ground. */
const Veil = ({ quiet = false, children }: { quiet?: boolean; children: ReactNode }) => (
  <div
    className={`absolute inset-0 flex flex-col items-center justify-center gap-1 px-4 pb-4 text-center text-[12px] ${quiet ? 'text-text-2' : 'bg-[#0d0e10b8] text-white'}`}
  >
    {children}
  </div>
);
