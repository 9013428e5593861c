import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { StudioEvent } from '../../shared/events.ts';
import type { Job } from '../../shared/job.ts';
import { client, connection, orpc } from './client.ts';
import { newerDraft, withExport, withJobs, withRing, withTakes } from './event-reducers.ts';
import { newsBurst } from './news-burst.ts';

/** Where the progress of a film's contact sheet is kept, 0 to 1. */
export const sheetProgressKey = (filmId: string): QueryKey => ['sheet progress', filmId];

/** What comes by the dozen while films are made. */
type WorkEvent = Extract<StudioEvent, { type: 'job' | 'take' }>;

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
  const burst = newsBurst<WorkEvent>((news) => showWork(queries, news));

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
        if (event.type === 'job' || event.type === 'take') burst.add(event);
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

/** Once for all that came in a moment: with a take the film is laid out anew, with a job every list of them gone through. */
function showWork(queries: QueryClient, news: readonly WorkEvent[]): void {
  const takes = news.filter((event) => event.type === 'take');
  for (const [filmId, ofFilm] of Map.groupBy(takes, (event) => event.filmId)) {
    const fresh = ofFilm.map(({ take }) => take);
    queries.setQueryData(orpc.takes.list.queryKey({ input: { filmId } }), (known) => known && withTakes(known, fresh));
  }
  const jobs = news.flatMap((event) => (event.type === 'job' ? event.job : []));
  for (const [filmId, ofFilm] of Map.groupBy(jobs, (job) => job.filmId)) {
    queries.setQueryData(orpc.jobs.list.queryKey({ input: { filmId } }), (known) => known && withJobs(known, ofFilm));
  }
  refreshLost(queries, jobs);
}

function apply(queries: QueryClient, event: Exclude<StudioEvent, WorkEvent>, listeners: EventListeners): void {
  switch (event.type) {
    case 'export': {
      if (event.export.draft) {
        const queryKey = orpc.exports.newestDraft.queryKey({ input: { filmId: event.export.filmId } });
        queries.setQueryData(queryKey, (known) => (known === undefined ? known : newerDraft(known, event.export)));
        return;
      }
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
      refresh(queries, orpc.spending.key(), orpc.jobs.receipts.key(), orpc.jobs.finishPlan.key(), orpc.lost.key());
      // Whoever looks at how vendors fare sees what their last call did.
      refresh(queries, orpc.catalogue.health.key());
      return;
    case 'rehearsal': {
      const queryKey = orpc.rehearsal.get.queryKey({ input: { filmId: event.rehearsal.filmId } });
      queries.setQueryData(queryKey, (known) => (known === undefined ? known : event.rehearsal));
      return;
    }
    case 'verdicts':
      refresh(queries, orpc.verdicts.key());
      return;
    case 'sheet':
      queries.setQueryData(sheetProgressKey(event.filmId), event.fraction);
      return;
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
    case 'catalogue':
      refresh(queries, orpc.generators.key(), orpc.catalogue.key());
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
