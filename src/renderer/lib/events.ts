import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { StudioEvent } from '../../shared/events.ts';
import type { Job } from '../../shared/job.ts';
import { client, connection, orpc } from './client.ts';
import { withExport, withRing, withTake } from './event-reducers.ts';
import { jobBurst, withJobs } from './job-burst.ts';

/** What an event means beyond the query cache. */
export type EventListeners = {
  readonly onCommand: (command: string, argument: string | null) => void;
  readonly onFilmSaved: (filmId: string, revision: number) => void;
  readonly onFilmClosed: (filmId: string) => void;
};

/** The one place where queries are refreshed from what the studio pushes. Returns the way to stop. */
export function watchStudio(queries: QueryClient, listeners: EventListeners): () => void {
  const stopped = new AbortController();
  let subscription = new AbortController();
  let missed = connection.state() === 'away';
  const burst = jobBurst((jobs) => showJobs(queries, jobs));

  const onOpen = () => {
    subscription.abort();
    subscription = new AbortController();
    // What happened while the studio was away was not heard.
    if (missed) void queries.invalidateQueries();
    missed = false;
    void listen(AbortSignal.any([stopped.signal, subscription.signal]));
  };
  const listen = async (signal: AbortSignal) => {
    try {
      for await (const event of await client.studio.events(undefined, { signal })) {
        if (event.type === 'job') burst.add(event.job);
        else apply(queries, event, listeners);
      }
    } catch (thrown) {
      // A broken connection ends here too; the next one subscribes anew. Anything else is worth a line.
      if (!signal.aborted && connection.state() === 'open') console.error('Studio events ended', thrown);
    }
  };

  if (connection.state() === 'open') onOpen();
  const unsubscribe = connection.subscribe((state) => {
    if (state === 'open') onOpen();
    if (state === 'away') missed = true;
  });
  return () => {
    unsubscribe();
    stopped.abort();
    burst.stop();
  };
}

/** Once for all that came in a moment: every list of jobs on the screen is gone through when one of them changes. */
function showJobs(queries: QueryClient, news: readonly Job[]): void {
  for (const [filmId, jobs = []] of Object.entries(Object.groupBy(news, (job) => job.filmId))) {
    queries.setQueryData(orpc.jobs.list.queryKey({ input: { filmId } }), (known) => known && withJobs(known, jobs));
  }
  refreshLost(queries, news);
}

function apply(queries: QueryClient, event: Exclude<StudioEvent, { type: 'job' }>, listeners: EventListeners): void {
  switch (event.type) {
    case 'take': {
      const queryKey = orpc.takes.list.queryKey({ input: { filmId: event.filmId } });
      queries.setQueryData(queryKey, (takes) => takes && withTake(takes, event.take));
      return;
    }
    case 'export': {
      const queryKey = orpc.exports.list.queryKey({ input: { filmId: event.export.filmId } });
      queries.setQueryData(queryKey, (exports) => exports && [...withExport(exports, event.export)]);
      return;
    }
    case 'film-saved':
      void queries.invalidateQueries({ queryKey: orpc.films.recent.key() });
      listeners.onFilmSaved(event.filmId, event.revision);
      return;
    case 'film-closed':
      listeners.onFilmClosed(event.filmId);
      return;
    case 'ring':
      queries.setQueryData(orpc.keys.rings.queryKey(), (rings) => rings && withRing(rings, event.ring));
      return;
    case 'money':
      refresh(queries, orpc.spending.key(), orpc.jobs.receipts.key(), orpc.jobs.finishPlan.key());
      return;
    case 'rehearsal': {
      const queryKey = orpc.rehearsal.get.queryKey({ input: { filmId: event.rehearsal.filmId } });
      queries.setQueryData(queryKey, (known) => (known === undefined ? known : event.rehearsal));
      return;
    }
    case 'keys':
      refresh(queries, orpc.keys.key(), orpc.generators.key());
      return;
    case 'settings':
      // Limits and budgets are settings, and are shown where they bite.
      refresh(
        queries,
        orpc.studio.hello.key(),
        orpc.generators.key(),
        orpc.keys.rings.key(),
        orpc.spending.budgets.key(),
      );
      return;
    case 'command':
      listeners.onCommand(event.command, event.argument);
  }
}

function refresh(queries: QueryClient, ...keys: readonly QueryKey[]): void {
  for (const queryKey of keys) void queries.invalidateQueries({ queryKey });
}

/** A job got lost, or one that was lost is found or settled. */
function refreshLost(queries: QueryClient, jobs: readonly Job[]): void {
  const listed = new Set(queries.getQueryData(orpc.lost.list.queryKey())?.map(({ jobId }) => jobId));
  if (jobs.some(({ id, state }) => state === 'unknown' || listed.has(id))) refresh(queries, orpc.lost.key());
}
