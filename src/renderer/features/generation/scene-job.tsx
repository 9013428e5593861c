import type { Job } from '../../../shared/job.ts';
import type { Role } from '../../../shared/take.ts';
import { useJobs } from '../film/film-data.ts';
import { useGenerators, useVendors } from './api.ts';
import { JobCard } from './job-card.tsx';
import { jobToShow } from './job-text.ts';
import { useJobActions } from './use-job-actions.ts';

/** The job that works, or failed, for one role of a scene. Nothing when there is none. */
export function SceneJob({ sceneId, takeRole }: { sceneId: string; takeRole: Role }) {
  const job = jobToShow(useJobs(), sceneId, takeRole);
  return job && <JobEntry job={job} />;
}

/** One job of the open film with everything that can be done about it. */
export function JobEntry({ job }: { job: Job }) {
  const generators = useGenerators().data?.generators ?? [];
  const vendor = useVendors().find(({ id }) => id === job.vendor);
  const { cancel, prioritise, step } = useJobActions();
  return (
    <JobCard
      job={job}
      generators={generators}
      vendor={vendor}
      onCancel={cancel}
      onPriority={prioritise}
      onStep={step}
    />
  );
}
