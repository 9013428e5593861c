import { useQueryClient } from '@tanstack/react-query';
import type { Job, Priority } from '../../../shared/job.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { withJob } from '../../lib/event-reducers.ts';
import { showPanel } from '../../lib/navigation.ts';
import { toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';
import { goToBudget, goToSpot } from './go-to.ts';
import { budgetPlace, nextLink, retryMicros, type Step } from './job-steps.ts';
import { showPending } from './store.ts';
import { useIsDear } from './use-generate.ts';

/** What can be done to a job; what the studio answers is shown at once. */
export function useJobActions() {
  const session = useSession();
  const { filmId, autosave } = session;
  const queries = useQueryClient();
  const isDear = useIsDear();
  const key = orpc.jobs.list.queryKey({ input: { filmId } });
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      toastError(errorOf(thrown));
    }
  };
  const show = (job: Job) => queries.setQueryData(key, (jobs) => jobs && [...withJob(jobs, job)]);
  const hide = (job: Job) => queries.setQueryData(key, (jobs) => jobs?.filter((each) => each.id !== job.id));
  const retry = (job: Job) =>
    attempt(async () => {
      await autosave.flush();
      const again = await client.jobs.retry({ jobId: job.id });
      show(again);
      // The same job where it was taken up again; else the studio has dismissed the old one.
      if (again.id !== job.id) hide(job);
    });
  const goOn = (job: Job) =>
    attempt(async () => {
      await autosave.flush();
      show(await client.jobs.nextInChain({ jobId: job.id }));
    });
  /** Asks first where it may cost more than the user's limit. */
  const paid = (job: Job, micros: number, generator: string | undefined, start: () => Promise<void>) => {
    const wish = { sceneId: job.sceneId, role: job.role, generator };
    if (isDear(micros)) showPending({ kind: 'batch', wishes: [wish], stale: [], start: () => void start() });
    else void start();
  };
  const dismiss = (job: Job) =>
    attempt(async () => {
      await client.jobs.dismiss({ jobId: job.id });
      hide(job);
    });
  const deeds: Record<Step, (job: Job) => void> = {
    'edit-prompt': (job) => goToSpot(session, job.sceneId, job.role, 'words'),
    keys: (job) => showPanel('settings', job.vendor),
    'raise-budget': (job) => goToBudget(budgetPlace(job)),
    lost: () => showPanel('lost'),
    next: (job) => {
      const link = nextLink(job);
      if (link) paid(job, link.priceCeilingMicros, link.generator, () => goOn(job));
    },
    retry: (job) => paid(job, retryMicros(job), job.chain[0]?.generator, () => retry(job)),
    'ask-again': (job) => void retry(job),
    dismiss: (job) => void dismiss(job),
  };
  return {
    step: (job: Job, step: Step) => deeds[step](job),
    retry: deeds.retry,
    cancel: (job: Job) => attempt(async () => show(await client.jobs.cancel({ jobId: job.id }))),
    prioritise: (job: Job, priority: Priority) =>
      attempt(async () => show(await client.jobs.prioritise({ jobId: job.id, priority }))),
  };
}
