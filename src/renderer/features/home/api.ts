import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Aspect } from '../../../shared/film.ts';
import type { RecentFilm } from '../../../shared/settings.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { goToFilm } from '../../lib/navigation.ts';
import { recentFilmsQuery } from '../../lib/queries.ts';
import { toast, toastError } from '../../ui/toasts.tsx';

export type NewFilm = {
  readonly title: string;
  readonly aspect: Aspect | null;
  readonly script: { readonly name: string; readonly text: string } | null;
};

const onError = (thrown: unknown) => toastError(errorOf(thrown));

const toFilm = ({ dir, notices }: { dir: string; notices: readonly string[] }) => {
  if (notices.length > 0) toast(notices.join(' '));
  goToFilm(dir);
};

export function useCreateFilm() {
  return useMutation({
    mutationFn: ({ title, aspect, script }: NewFilm) =>
      client.films.create({
        ...(title.trim() && { title: title.trim() }),
        ...(aspect && { aspect }),
        ...(script && { script }),
      }),
    onSuccess: toFilm,
    onError,
  });
}

export function useOpenSample() {
  return useMutation({ mutationFn: () => client.films.sample(), onSuccess: toFilm, onError });
}

/** Asks for a film folder with the desktop's own dialog. */
export async function pickFilm(): Promise<void> {
  try {
    const dir = await client.desktop.pickFilm();
    if (dir) goToFilm(dir);
  } catch (thrown) {
    onError(thrown);
  }
}

/** What can be done with a film that is not open. Each step says what it did and can be taken back. */
export function useFilmActions() {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: recentFilmsQuery().queryKey });
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      onError(thrown);
    }
    await refresh();
  };
  const restore = (trashed: string) =>
    attempt(async () => {
      await client.films.restore({ trashed });
    });

  return {
    duplicate: (film: RecentFilm) =>
      attempt(async () => {
        const { dir } = await client.films.duplicate({ dir: film.dir });
        toast(`Duplicated ${film.title}.`, { label: 'Open', run: () => goToFilm(dir) });
      }),
    discard: (film: RecentFilm) =>
      attempt(async () => {
        const { trashed } = await client.films.discard({ dir: film.dir });
        toast(`Moved ${film.title} to the Trash.`, { label: 'Undo', run: () => restore(trashed) });
      }),
    forget: (film: RecentFilm) => attempt(() => client.films.forget({ dir: film.dir })),
    reveal: (film: RecentFilm) => attempt(() => client.desktop.reveal({ path: film.dir })),
  };
}
