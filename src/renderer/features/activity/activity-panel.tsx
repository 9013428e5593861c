import { isSettled, type Job } from '../../../shared/job.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useJobs } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { isTrouble } from '../generation/job-text.ts';
import { JobEntry } from '../generation/scene-job.tsx';

/** Everything at work for this film, what waits, and what ended in trouble, each with its next step. */
export function ActivityPanel({ onClose }: { onClose: () => void }) {
  const jobs = useJobs();
  const groups = [
    { title: 'At work', jobs: jobs.filter((job) => !isSettled(job.state) && job.state !== 'queued') },
    { title: 'Waiting', jobs: jobs.filter((job) => job.state === 'queued') },
    { title: 'Needs a look', jobs: jobs.filter(isTrouble).toReversed() },
  ].filter((group) => group.jobs.length > 0);
  return (
    <Panel open onClose={onClose} title="Activity">
      {groups.length === 0 ? (
        <EmptyState
          title="Nothing at work"
          text="Takes that are being made show here, with what they wait for and what went wrong."
          actions={<Button onClick={onClose}>Back to the film</Button>}
        />
      ) : (
        <div className="flex flex-col gap-6">
          {groups.map((group) => (
            <Group key={group.title} {...group} />
          ))}
        </div>
      )}
    </Panel>
  );
}

function Group({ title, jobs }: { title: string; jobs: readonly Job[] }) {
  const film = useFilm();
  const { store } = useSession();
  const sceneTitle = (job: Job) => {
    const index = film.scenes.findIndex((scene) => scene.id === job.sceneId);
    return index < 0 ? 'A deleted scene' : `${index + 1} ${film.scenes[index]?.title || 'Untitled scene'}`;
  };
  return (
    <section aria-label={title}>
      <h3 className="mb-2 text-3 font-semibold">
        {title} <span className="text-text-3">{jobs.length}</span>
      </h3>
      <ul className="flex flex-col gap-3">
        {jobs.map((job) => (
          <li key={job.id} className="flex flex-col gap-1">
            <button
              type="button"
              onClick={() => store.select(job.sceneId)}
              className="self-start text-text-2 hover:text-text"
            >
              {sceneTitle(job)}
            </button>
            <JobEntry job={job} />
          </li>
        ))}
      </ul>
    </section>
  );
}
