import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { timeAgo } from '../../lib/time-ago.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast, toastError } from '../../ui/toasts.tsx';
import { useSaveState, useSession } from './session-context.ts';

/** The film as it was saved before. Bringing a version back is an edit like any other, and can be undone. */
export function VersionsPanel({ onClose }: { onClose: () => void }) {
  const { filmId } = useSession();
  const saved = useSaveState().kind === 'saved';
  const revisions = useQuery(orpc.films.revisions.queryOptions({ input: { filmId }, staleTime: 0, enabled: saved }));
  return (
    <Panel open onClose={onClose} title="Earlier versions" about="The last 50 saves. Takes are never lost with them.">
      {revisions.error ? (
        <ErrorState error={errorOf(revisions.error)} onRetry={revisions.refetch} />
      ) : revisions.data ? (
        <ol className="flex flex-col gap-1">
          {revisions.data
            .toSorted((a, b) => b.revision - a.revision)
            .map((each, index) => (
              <Version key={each.revision} {...each} newest={index === 0} />
            ))}
        </ol>
      ) : (
        <Skeleton className="h-40" />
      )}
    </Panel>
  );
}

type Props = { revision: number; savedAt: string; scenes: number; newest: boolean };

function Version({ revision, savedAt, scenes, newest }: Props) {
  const { filmId, store } = useSession();
  const [busy, setBusy] = useState(false);
  const bringBack = async () => {
    setBusy(true);
    try {
      const film = await client.films.revision({ filmId, revision });
      if (store.edit(`bring back version ${revision}`, () => film))
        toast(`Brought back version ${revision}.`, { label: 'Undo', run: store.undo });
    } catch (thrown) {
      toastError(errorOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="flex min-h-9 items-center gap-3 rounded-2 border border-line bg-raised px-3 py-1">
      <span className="tabular w-8 text-text-3">{revision}</span>
      <span className="grow">
        <time dateTime={savedAt} title={new Date(savedAt).toLocaleString()}>
          {timeAgo(savedAt)}
        </time>
        <span className="text-text-3"> · {scenes === 1 ? '1 scene' : `${scenes} scenes`}</span>
      </span>
      {newest ? (
        <span className="text-text-3">now</span>
      ) : (
        <Button look="quiet" onClick={bringBack} busy={busy}>
          Bring back
        </Button>
      )}
    </li>
  );
}
