import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NewVerdict, Verdict, VerdictQuery } from '../../../shared/verdict.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { saveCsv } from '../../lib/files.ts';
import { ratingsQuery, verdictsQuery } from '../../lib/queries.ts';
import { toast, toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';
import { verdictCount } from './verdict-text.ts';

export const useRatings = () => useQuery(ratingsQuery());
export const useVerdicts = (query: Partial<VerdictQuery> = {}) => useQuery(verdictsQuery(query));

/** Scenes that were judged blind in this window: whoever knows the answer circles it, which says nothing new. */
const judgedBlind = new Set<string>();
export const wasJudgedBlind = (sceneId: string): boolean => judgedBlind.has(sceneId);

/** What is said and taken back in quick succession reaches the ledger one after the other. */
const inOrder = { id: 'verdicts' };

/** What the window says of a verdict about the open film. */
export type Finding = Omit<NewVerdict, 'filmId'>;

/** Writes a verdict down. It has succeeded only when it is in the ledger and in the lists: names stay hidden until then. */
export function useAddVerdict() {
  const { filmId } = useSession();
  const refresh = useRefresh();
  return useMutation({
    scope: inOrder,
    mutationFn: (finding: Finding) => client.verdicts.add({ filmId, ...finding }),
    onSuccess: ({ sceneId, blind }) => {
      if (blind) judgedBlind.add(sceneId);
      return refresh();
    },
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

/** Another best for a verdict that stands. */
export function useChangeVerdict() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (change: { readonly verdictId: string; readonly best: string[] }) => client.verdicts.change(change),
    onSuccess: refresh,
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

type Forgotten = Parameters<typeof client.verdicts.forget>[0];

/** Forgets without a word: what goes with something else that the user sees. */
export function useForgetQuietly() {
  const refresh = useRefresh();
  return useMutation({
    scope: inOrder,
    mutationFn: (which: Forgotten) => client.verdicts.forget(which),
    onSuccess: refresh,
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

/** Forgets verdicts, and offers to take that back. */
export function useForgetVerdicts() {
  const refresh = useRefresh();
  const restore = useMutation({
    mutationFn: (verdicts: Verdict[]) => client.verdicts.restore({ verdicts }),
    onSuccess: refresh,
    onError: (thrown) => toastError(errorOf(thrown)),
  });
  return useMutation({
    mutationFn: (which: Forgotten) => client.verdicts.forget(which),
    onSuccess: (verdicts) => {
      const undo = { label: 'Undo', run: () => restore.mutate(verdicts) };
      toast(`Forgot ${verdictCount(verdicts.length)}.`, undo, 'verdicts');
      return refresh();
    },
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

/** Saves the ratings as CSV. */
export function useSaveRatings() {
  return useMutation({
    mutationFn: () => client.verdicts.csv(),
    onSuccess: saveCsv,
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

/** The studio tells of changes too, but whoever waits for the answer wants the lists with it. */
function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: orpc.verdicts.key() });
}
