import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SheetForm } from '../../../shared/sheet.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { sheetProgressKey } from '../../lib/events.ts';
import { saveCsv } from '../../lib/files.ts';
import { toastError } from '../../ui/toasts.tsx';
import { useSession } from '../film/session-context.ts';

/** Saves the facts of takes as CSV, in the order given. */
export function useSaveFacts() {
  const { filmId } = useSession();
  return useMutation({
    mutationFn: (takeIds: string[]) => client.wall.csv({ filmId, takeIds }),
    onSuccess: saveCsv,
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

/** A path that is free for a contact sheet; asked anew each time, since files come and go. */
export const useSheetDestination = (form: SheetForm) =>
  useQuery(
    orpc.wall.sheetDestination.queryOptions({
      input: { filmId: useSession().filmId, form },
      staleTime: 0,
      gcTime: 0,
    }),
  );

export type SheetWish = Omit<Parameters<typeof client.wall.sheet>[0], 'filmId'>;

/** Renders a contact sheet; `cancel` ends it, and so does leaving. `fraction` is 0 to 1, null before it has begun. */
export function useContactSheet() {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  const queryKey = sheetProgressKey(filmId);
  const request = useRef<AbortController | null>(null);
  const { data: fraction } = useQuery<number | null>({ queryKey, queryFn: () => null, enabled: false });
  const making = useMutation({
    mutationFn: async (wish: SheetWish) => {
      request.current = new AbortController();
      queries.setQueryData(queryKey, null);
      // Titles and circles are read from the film as saved.
      await autosave.flush();
      return client.wall.sheet({ filmId, ...wish }, { signal: request.current.signal });
    },
  });
  useEffect(() => () => request.current?.abort(), []);
  return { ...making, fraction: fraction ?? null, cancel: () => request.current?.abort() };
}
