import type { Job } from '../../../shared/job.ts';
import type { LostJob } from '../../../shared/lost.ts';
import { errorOf } from '../../lib/errors.ts';
import { useNames } from '../../lib/use-names.ts';
import { useNow } from '../../lib/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLost, type Verdict } from './api.ts';
import { LostEntry } from './lost-entry.tsx';
import { lostSum } from './lost-text.ts';

type Props = {
  /** The film that is open, and how its job is generated again; null at Home. */
  film: { readonly filmId: string; readonly onRetry: (job: Job) => void } | null;
  onClose: () => void;
};

/** Every paid call whose fate nobody knows, of all films. */
export function LostPanel({ film, onClose }: Props) {
  const lost = useLost();
  return (
    <Panel
      open
      onClose={onClose}
      title="Lost and found"
      about={lost.data && lost.data.length > 0 && <Sum lost={lost.data} />}
      width="wide"
    >
      {lost.error && !lost.data ? (
        <ErrorState error={errorOf(lost.error)} onRetry={() => void lost.refetch()} />
      ) : !lost.data ? (
        <div aria-busy="true" className="flex flex-col gap-4">
          <Skeleton className="h-64 rounded-3" />
        </div>
      ) : lost.data.length === 0 ? (
        <NothingLost onClose={onClose} />
      ) : (
        <LostList lost={lost.data} film={film} />
      )}
    </Panel>
  );
}

const Sum = ({ lost }: { lost: readonly LostJob[] }) => (
  <p>
    {lostSum(lost)}. {lost.length === 1 ? 'It counts' : 'They count'} against your budgets until it is known what became
    of {lost.length === 1 ? 'it' : 'them'}. Nothing is sent again by itself.
  </p>
);

const NothingLost = ({ onClose }: { onClose: () => void }) => (
  <EmptyState
    title="Nothing is lost"
    text="When the studio or the network dies in the middle of a paid call, nobody knows whether the vendor took it. Such a call is never sent twice: it waits here with the facts, until the vendor or you can say what became of it."
    actions={<Button onClick={onClose}>Close</Button>}
  />
);

function LostList({ lost, film }: { lost: readonly LostJob[]; film: Props['film'] }) {
  const names = useNames();
  const now = useNow(true);
  const said = (job: Job, verdict: Verdict) => {
    const again = film?.filmId === job.filmId && { label: 'Generate again', run: () => film.onRetry(job) };
    if (verdict === 'billed') toast('Settled as billed.', undefined, 'lost');
    else toast('Its money is free again.', again || undefined, 'lost');
  };
  return (
    <div className="flex flex-col gap-4">
      {lost.map((each) => (
        <LostEntry
          key={each.jobId}
          lost={each}
          generator={names.generator(each.generator)}
          vendor={names.vendor(each.vendor)}
          showFilm={each.filmId !== film?.filmId}
          now={now}
          onSettled={said}
          onAdopted={(job) =>
            toast(
              job.filmId === film?.filmId
                ? 'Adopted. It becomes a take.'
                : 'Adopted. It becomes a take when its film is open.',
              undefined,
              'lost',
            )
          }
        />
      ))}
    </div>
  );
}
