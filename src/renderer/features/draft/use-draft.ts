import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import { endedExports } from '../../../shared/export.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { draftUrl } from '../../lib/media.ts';
import { draftQuery } from '../../lib/queries.ts';
import { useHello } from '../../lib/use-hello.ts';
import { toastError } from '../../ui/toasts.tsx';
import { useCut } from '../film/film-data.ts';
import { useSession } from '../film/session-context.ts';
import { cutPrint } from './cut-print.ts';
import { keepLook, showDraft, useLooks } from './store.ts';

export type Draft = ReturnType<typeof useDraft>;

/** The open film's draft: how far it is, whether it still shows the film as it is, and what can be done with it. */
export function useDraft() {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const cut = useCut();
  const look = useLooks(({ byFilm }) => byFilm[filmId]) ?? null;
  const newest = useQuery(draftQuery(filmId)).data ?? null;
  // Another window's draft shows a film that this one does not know.
  const job = look && newest?.id === look.exportId ? newest : null;
  const print = useMemo(() => look && cutPrint(cut), [look, cut]);
  const render = useRender(filmId, cut);
  const cancel = useCancel();
  const done = job?.state === 'done';
  return {
    /** Null where there is none, or where it was ended. */
    job: job?.state === 'cancelled' ? null : job,
    working: render.isPending || (job !== null && !endedExports.includes(job.state)),
    isOld: done && look?.print !== print,
    shown: done && look?.shown === true,
    url: done ? draftUrl(mediaBase, filmId, job.id) : null,
    render: () => render.mutate(),
    cancel: () => job && cancel.mutate(job.id),
    show: (shown: boolean) => showDraft(filmId, shown),
  };
}

/** Saves the film, then asks for a draft of what was saved. */
function useRender(filmId: string, cut: Cut) {
  const { autosave } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const print = cutPrint(cut);
      await autosave.flush();
      return { job: await client.exports.draft({ filmId }), print };
    },
    onSuccess: ({ job, print }) => {
      // Its first news may have come before the answer.
      queries.setQueryData(draftQuery(filmId).queryKey, (known) => (known?.id === job.id ? known : job));
      keepLook(filmId, job.id, print);
    },
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

const useCancel = () =>
  useMutation({
    mutationFn: (exportId: string) => client.exports.cancel({ exportId }),
    onError: (thrown) => toastError(errorOf(thrown)),
  });
