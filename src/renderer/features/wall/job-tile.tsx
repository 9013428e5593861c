import { memo } from 'react';
import type { GeneratorView, VendorView } from '../../../shared/generator.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { Progress } from '../../ui/progress.tsx';
import { SceneAtWork, SceneFailure } from '../board/scene-work.tsx';
import { cancelText } from '../generation/job-text.ts';
import { JobEntry } from '../generation/scene-job.tsx';
import { PlaceBadge } from './place-badge.tsx';
import { DetailsButton } from './take-tools.tsx';
import { Bare, Caption, TileFrame } from './tile-frame.tsx';
import { TilePopover } from './tile-popover.tsx';
import { jobPriceText } from './tile-text.ts';
import type { WallDeeds } from './use-wall-deeds.ts';

type Props = {
  id: string;
  job: Job;
  place: string;
  makerName: string;
  vendorName: string;
  generators: readonly GeneratorView[];
  vendor: VendorView | undefined;
  aspect: number;
  current: boolean;
  opened: boolean;
  deeds: WallDeeds;
};

/** A take that is not there yet: who works, how far, how long; or what failed and what can be done. */
export const JobTile = memo(function JobTile(props: Props) {
  const { id, job, place, makerName, vendorName, current, deeds } = props;
  const controls = current ? 0 : -1;
  const isOver = isSettled(job.state);
  return (
    <TileFrame
      {...{ id, current }}
      name={`${place}, ${makerName}, ${isOver ? stateNames[job.state] : 'on its way'}`}
      aspect={props.aspect}
      onLook={deeds.look}
      badge={<PlaceBadge dim>{place}</PlaceBadge>}
      picture={
        <>
          <Bare>
            {isOver ? (
              <SceneFailure
                job={job}
                generators={props.generators}
                over={false}
                onStep={deeds.step}
                tabIndex={controls}
              />
            ) : (
              <AtWork {...props} tabIndex={controls} />
            )}
          </Bare>
          {!isOver && job.state !== 'queued' && (
            <Progress
              fraction={job.progress.fraction}
              label={`Progress of ${makerName}`}
              className="absolute inset-x-0 bottom-0 z-[2] bg-line!"
            />
          )}
        </>
      }
      tools={<DetailsButton label="All about this job" tabIndex={controls} {...{ id, deeds }} />}
      caption={
        <Caption
          name={<span className="truncate">{makerName}</span>}
          aside={jobPriceText(job)}
          under={vendorName}
          facts="– · –"
        />
      }
    >
      {props.opened && (
        <TilePopover
          tileId={id}
          title={[makerName, vendorName].filter(Boolean).join(' · ')}
          onClose={() => deeds.open(null)}
        >
          <JobEntry job={job} />
        </TilePopover>
      )}
    </TileFrame>
  );
});

const stateNames: Partial<Record<Job['state'], string>> = {
  failed: 'failed',
  cancelled: 'stopped',
  unknown: 'its fate is not known',
};

const AtWork = ({ job, generators, vendor, deeds, tabIndex }: Props & { tabIndex: 0 | -1 }) => (
  <>
    <SceneAtWork job={job} generators={generators} over={false} />
    <button
      type="button"
      tabIndex={tabIndex}
      title={cancelText(job, vendor)}
      onClick={() => deeds.cancel(job)}
      className="underline decoration-current/40 underline-offset-2 hover:text-text hover:decoration-current"
    >
      Cancel
    </button>
  </>
);
