import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Kind } from '../../../shared/film.ts';
import { errorOf } from '../../lib/errors.ts';
import { showWall, useNavigation } from '../../lib/navigation.ts';
import { generatorsQuery } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useRatings, useSaveRatings, useVerdicts } from './api.ts';
import { KindReport } from './kind-report.tsx';
import { KindTabs } from './kind-tabs.tsx';
import { LearnSwitch } from './learn-switch.tsx';
import { VerdictList } from './verdict-list.tsx';

/** What your verdicts taught, kind by kind, what the ranking makes of it, and the verdicts themselves. */
export function VerdictsPanel({ onClose }: { onClose: () => void }) {
  const [chosen, setKind] = useState<Kind | null>(null);
  const ratings = useRatings();
  const csv = useSaveRatings();
  const known = ratings.data ?? [];
  // The last verdict of a kind may have been forgotten.
  const rating = known.find(({ kind }) => kind === chosen) ?? known[0];
  const kind = rating?.kind ?? null;
  const verdicts = useVerdicts({ kind });
  const rules = useQuery(generatorsQuery()).data?.rules ?? null;
  const isEmpty = kind === null && verdicts.data?.length === 0;
  const failed = [ratings, verdicts].find((each) => each.error && !each.data);
  const bar = !isEmpty && (
    <>
      <KindTabs ratings={known} value={kind} onChange={setKind} />
      <Button busy={csv.isPending} onClick={() => csv.mutate()}>
        Save as CSV
      </Button>
    </>
  );
  return (
    <Panel
      open
      onClose={onClose}
      title="Verdicts"
      about="What you found when takes stood side by side."
      width="widest"
      bar={bar}
    >
      {failed ? (
        <ErrorState
          error={errorOf(failed.error)}
          onRetry={() => Promise.all([ratings.refetch(), verdicts.refetch()])}
        />
      ) : !rating || !verdicts.data ? (
        <Loading />
      ) : isEmpty ? (
        <NothingYet onClose={onClose} />
      ) : (
        <div className="flex flex-col gap-7">
          <KindReport rating={rating} rules={rules} />
          <LearnSwitch />
          <VerdictList key={kind} verdicts={verdicts.data} kind={kind} />
        </div>
      )}
    </Panel>
  );
}

const Loading = () => (
  <div aria-busy="true" className="flex flex-col gap-7">
    <Skeleton className="h-40" />
    <Skeleton className="h-64" />
  </div>
);

/** Only where a film is open is there a wall to go to. */
function NothingYet({ onClose }: { onClose: () => void }) {
  const hasFilm = useNavigation(({ place }) => place.screen === 'film');
  const goToWall = () => {
    onClose();
    showWall(null);
  };
  return (
    <EmptyState
      title="No verdicts yet"
      text={
        <>
          Put takes of a scene side by side on the wall and say which is best: blind, in duels, or by circling one. Each
          verdict teaches the ranking which generator suits which kind of scene, and at what price. Soon it says here:{' '}
          <q>For testimonials, B beats A 7 in 10, at a third of the price.</q>
        </>
      }
      actions={hasFilm && <Button onClick={goToWall}>Open the wall</Button>}
    />
  );
}
