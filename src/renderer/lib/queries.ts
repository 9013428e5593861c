import { keepPreviousData, QueryClient } from '@tanstack/react-query';
import type { SpendingGroup, SpendingQuery } from '../../shared/spending.ts';
import type { VerdictQuery } from '../../shared/verdict.ts';
import { orpc } from './client.ts';

/**
 * The studio pushes what changes (events.ts), so nothing goes stale by time and nothing is asked again on focus. A
 * failed call is shown at once with its way forward; the engine retries what is worth retrying.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}

export const helloQuery = () => orpc.studio.hello.queryOptions();
/** Other windows and runs change the list, so it is asked anew whenever Home is shown. */
export const recentFilmsQuery = () => orpc.films.recent.queryOptions({ staleTime: 0 });
export const generatorsQuery = () => orpc.generators.list.queryOptions();
export const takesQuery = (filmId: string) => orpc.takes.list.queryOptions({ input: { filmId } });
export const jobsQuery = (filmId: string) => orpc.jobs.list.queryOptions({ input: { filmId } });
export const keysQuery = () => orpc.keys.list.queryOptions();
export const ringsQuery = () => orpc.keys.rings.queryOptions();
export const receiptsQuery = (jobId: string) => orpc.jobs.receipts.queryOptions({ input: { jobId } });
export const lostQuery = () => orpc.lost.list.queryOptions();
export const rehearsalQuery = (filmId: string) => orpc.rehearsal.get.queryOptions({ input: { filmId } });
/** The film's budget, today's, and those of vendors; without a film only the latter two. */
export const budgetsQuery = (filmId: string | null) =>
  orpc.spending.budgets.queryOptions({ input: { filmId }, placeholderData: keepPreviousData });
/** The old sums stay until the new ones are there, so that nothing jumps while the user looks around. */
export const spendingQuery = (query: SpendingQuery, by: SpendingGroup) =>
  orpc.spending.summary.queryOptions({ input: { ...query, by }, placeholderData: keepPreviousData });
export const entriesQuery = (query: SpendingQuery, limit: number) =>
  orpc.spending.entries.queryOptions({ input: { ...query, limit }, placeholderData: keepPreviousData });
export const exportsQuery = (filmId: string) => orpc.exports.list.queryOptions({ input: { filmId } });
export const presetsQuery = () => orpc.exports.presets.queryOptions();
/** How vendors fared in real calls. Runs of this and other windows add to it, so it is asked anew whenever it is shown. */
export const healthQuery = () => orpc.catalogue.health.queryOptions({ staleTime: 0 });
/** The models that the user added. */
export const ownCatalogueQuery = () => orpc.catalogue.own.queryOptions();
/** What verdicts taught, kind by kind. */
export const ratingsQuery = () => orpc.verdicts.ratings.queryOptions();
/** Verdicts, newest first. The old list stays while another is on its way. */
export const verdictsQuery = (query: Partial<VerdictQuery> = {}) =>
  orpc.verdicts.list.queryOptions({ input: query, placeholderData: keepPreviousData });
/** The film's draft, under way or finished. */
export const draftQuery = (filmId: string) => orpc.exports.newestDraft.queryOptions({ input: { filmId } });
