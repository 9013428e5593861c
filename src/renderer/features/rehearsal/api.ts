import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { rehearsalQuery } from '../../lib/queries.ts';
import { toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';

/** The newest rehearsal of the open film, and the ways to start and to stop one. */
export function useRehearsal() {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  const options = rehearsalQuery(filmId);
  const rehearsal = useQuery(options);
  const onError = (thrown: unknown) => toastError(errorOf(thrown));
  const start = useMutation({
    mutationFn: async () => {
      // The film as it is saved is what is rehearsed.
      await autosave.flush();
      return client.rehearsal.start({ filmId });
    },
    onSuccess: (started) => queries.setQueryData(options.queryKey, (known) => (isOver(known) ? started : known)),
    onError,
  });
  const cancel = useMutation({ mutationFn: () => client.rehearsal.cancel({ filmId }), onError });
  return { rehearsal, start, cancel };
}

/** Events may overtake the answer to the start. */
const isOver = (known: { readonly state: string } | null | undefined): boolean => known?.state !== 'running';
