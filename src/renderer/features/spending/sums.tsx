import { useState } from 'react';
import { type SpendingGroup, type SpendingQuery, spendingGroups } from '../../../shared/spending.ts';
import { errorOf } from '../../lib/errors.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { useSpending } from './api.ts';
import type { FilmMoney } from './spending-panel.tsx';
import { SumTable } from './sum-table.tsx';
import { Totals } from './totals.tsx';

const groupNames: Record<SpendingGroup, string> = {
  film: 'Film',
  scene: 'Scene',
  vendor: 'Vendor',
  generator: 'Generator',
  day: 'Day',
};

type Props = {
  query: SpendingQuery;
  /** Where the sums are of one film from its beginning, and so can be set against its cut. */
  film: FilmMoney | null;
};

/** The totals, and where they come from. */
export function Sums({ query, film }: Props) {
  const [by, setBy] = useState<SpendingGroup>(query.filmId ? 'scene' : 'film');
  const spending = useSpending(query, by);
  if (spending.error && !spending.data) return <ErrorNote error={errorOf(spending.error)} onRetry={spending.refetch} />;
  if (!spending.data)
    return (
      <div aria-busy="true" className="flex flex-col gap-4">
        <Skeleton className="h-16" />
        <Skeleton className="h-40" />
      </div>
    );
  const groups = spendingGroups.filter((group) => group !== (query.filmId ? 'film' : 'scene'));
  return (
    <div className="flex flex-col gap-5">
      <Totals total={spending.data.total} film={film} />
      {spending.data.rows.length > 0 && (
        <section aria-label="Where it went" className="flex flex-col gap-2">
          <div className="flex items-center justify-between gap-3">
            <h3 className="text-3 font-semibold">Where it went</h3>
            <Segmented
              label="Grouped by"
              value={by}
              parts={groups.map((value) => ({ value, label: groupNames[value] }))}
              onChange={setBy}
            />
          </div>
          <SumTable rows={spending.data.rows} by={by} heading={groupNames[by]} />
        </section>
      )}
    </div>
  );
}
