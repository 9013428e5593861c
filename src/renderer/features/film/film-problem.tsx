import { useMutation } from '@tanstack/react-query';
import type { ErrorData } from '../../../shared/errors.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { goHome } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast, toastError } from '../../ui/toasts.tsx';

type Props = { dir: string; error: ErrorData; onReopen: () => void };

/** A film that cannot be opened: says why, where, and the way forward. */
export function FilmProblem({ dir, error, onReopen }: Props) {
  const recover = useMutation({
    mutationFn: () => client.films.recover({ dir }),
    onSuccess: ({ notices }) => {
      toast(notices.join(' ') || 'Put the last good revision back. The damaged file is kept beside it.');
      onReopen();
    },
    onError: (thrown) => toastError(errorOf(thrown)),
  });
  const forget = useMutation({
    mutationFn: () => client.films.forget({ dir }),
    onSuccess: goHome,
    onError: (thrown) => toastError(errorOf(thrown)),
  });
  return (
    <main className="grid h-full place-content-center">
      <ErrorState
        error={error}
        {...(error.code === 'not-found' || error.code === 'damaged' ? {} : { onRetry: onReopen })}
        actions={
          <>
            {error.code === 'damaged' && (
              <Button look="primary" busy={recover.isPending} onClick={() => recover.mutate()}>
                Open the last good revision
              </Button>
            )}
            {error.code === 'not-found' && (
              <Button busy={forget.isPending} onClick={() => forget.mutate()}>
                Remove from the list
              </Button>
            )}
            <Button onClick={goHome}>All films</Button>
          </>
        }
      />
      <p className="tabular text-center break-all text-text-3">{dir}</p>
    </main>
  );
}

/** Keeps the places of header, cards and inspector while the film is being read. */
export function FilmLoading() {
  return (
    <div aria-busy="true" className="flex h-full flex-col">
      <div className="h-11 shrink-0 border-b border-line bg-panel" />
      <div className="grid min-h-0 grow grid-cols-[1fr_clamp(320px,27vw,420px)]">
        <div className="scene-grid auto-rows-[252px] overflow-hidden p-6 pt-18">
          {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) => (
            <Skeleton key={key} className="rounded-3" />
          ))}
        </div>
        <div className="flex flex-col gap-4 border-s border-line bg-panel p-4">
          <Skeleton className="aspect-video" />
          <Skeleton className="h-24" />
          <Skeleton className="h-40" />
        </div>
      </div>
    </div>
  );
}
