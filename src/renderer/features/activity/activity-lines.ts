import { isSettled, type Job, priorities } from '../../../shared/job.ts';
import { isTrouble } from '../generation/job-text.ts';

export const activityGroups = ['working', 'waiting', 'trouble', 'done'] as const;
export type ActivityGroup = (typeof activityGroups)[number];

/** A line of the activity list: one flat list, of which only what is in sight is drawn. */
export type ActivityLine =
  | { readonly kind: 'group'; readonly key: string; readonly group: ActivityGroup; readonly count: number }
  | { readonly kind: 'vendor'; readonly key: string; readonly vendor: string; readonly count: number }
  | { readonly kind: 'job'; readonly key: string; readonly group: ActivityGroup; readonly job: Job };

/** What ended well, or was stopped for nothing, is news for a while only. */
const mostDone = 30;

function groupOf(job: Job): ActivityGroup {
  if (job.state === 'queued') return 'waiting';
  if (!isSettled(job.state)) return 'working';
  return isTrouble(job) ? 'trouble' : 'done';
}

/** Jobs that wait, in the order in which they will run: by priority, then first come first served. */
export const inTurn = (jobs: readonly Job[]): Job[] =>
  jobs.toSorted(
    (a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || a.createdAt.localeCompare(b.createdAt),
  );

const newestFirst = (jobs: readonly Job[]): Job[] => jobs.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));

/** A film's jobs as the list shows them: what works, what waits at each vendor, what needs a look, what is done. */
export function activityLines(jobs: readonly Job[]): ActivityLine[] {
  const { working = [], waiting = [], trouble = [], done = [] } = Object.groupBy(jobs, groupOf);
  return [
    ...groupLines('working', working),
    ...waitingLines(waiting),
    ...groupLines('trouble', newestFirst(trouble)),
    ...groupLines('done', newestFirst(done).slice(0, mostDone)),
  ];
}

const head = (group: ActivityGroup, count: number): ActivityLine => ({ kind: 'group', key: group, group, count });

const jobLines = (group: ActivityGroup, jobs: readonly Job[]): ActivityLine[] =>
  jobs.map((job) => ({ kind: 'job', key: job.id, group, job }));

const groupLines = (group: ActivityGroup, jobs: readonly Job[]): ActivityLine[] =>
  jobs.length === 0 ? [] : [head(group, jobs.length), ...jobLines(group, jobs)];

/** The longest line first: that is what holds the film up. */
function waitingLines(jobs: readonly Job[]): ActivityLine[] {
  if (jobs.length === 0) return [];
  const byVendor = Object.entries(Object.groupBy(jobs, ({ vendor }) => vendor));
  const lines = byVendor
    .toSorted(([a, many = []], [b, few = []]) => few.length - many.length || a.localeCompare(b))
    .flatMap(([vendor, own = []]): ActivityLine[] => [
      { kind: 'vendor', key: `waits-${vendor}`, vendor, count: own.length },
      ...jobLines('waiting', inTurn(own)),
    ]);
  return [head('waiting', jobs.length), ...lines];
}
