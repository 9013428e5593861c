import type { ReactNode } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { formatSeconds } from '../../../shared/time.ts';
import { Progress } from '../../ui/progress.tsx';
import type { Step } from '../generation/job-steps.ts';
import { SceneAtWork, SceneFailure } from './scene-work.tsx';

type Props = {
  number: number;
  seconds: number;
  poster: string | null;
  /** Whether there are takes, be they used or not. */
  taken: boolean;
  /** Job of the picture; one of the voice shows as a bar only, so that the picture stays to be seen. */
  job: Job | null;
  voiceJob: Job | null;
  generators: readonly GeneratorView[];
  aspect: string;
  onStep: (job: Job, step: Step) => void;
  tabIndex: 0 | -1;
};

/** The reserved place of a scene's picture: poster, hatch, progress or failure, never a jump. */
export function ScenePicture({ number, seconds, poster, taken, job, voiceJob, generators, aspect, ...failure }: Props) {
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
      {!poster && !job && <Veil over={false}>{taken ? 'No take that the cut can use' : 'No take yet'}</Veil>}
      {job && !isSettled(job.state) && (
        <Veil over={poster !== null}>
          <SceneAtWork job={job} generators={generators} over={poster !== null} />
        </Veil>
      )}
      {job && isSettled(job.state) && (
        <Veil over={poster !== null}>
          <SceneFailure job={job} generators={generators} over={poster !== null} {...failure} />
        </Veil>
      )}
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

/** `over` a poster it darkens it; on the bare ground it is only text. Clear of the tags, and of the card's grip and menu. */
const Veil = ({ over, children }: { over: boolean; children: ReactNode }) => (
  <div
    className={`absolute inset-0 flex flex-col items-center justify-center gap-1 px-4 pt-8 pb-7 text-center text-[12px] leading-4 ${over ? 'bg-[#0d0e10c4] text-white' : 'text-text-2'}`}
  >
    {children}
  </div>
);
