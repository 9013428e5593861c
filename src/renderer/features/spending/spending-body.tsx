import { useState } from 'react';
import type { SpendingGroup, SpendingQuery } from '../../../shared/spending.ts';
import { errorOf } from '../../lib/errors.ts';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useBudgets, useEntries, useSpending } from './api.ts';
import { BudgetList } from './budget-list.tsx';
import { ReceiptList } from './receipt-list.tsx';
import type { ReceiptView } from './receipt-text.ts';
import type { FilmMoney } from './spending-panel.tsx';
import { Sums } from './sums.tsx';
import { Totals } from './totals.tsx';

/** So many lines at first, and the most that the studio gives at once. */
const few = 50;
const mostLines = 1000;

/** Totals, where they come from, budgets, and every line of the ledger that belongs to the query. */
export function SpendingBody({ query, film }: { query: SpendingQuery; film: FilmMoney | null }) {
  const [by, setBy] = useState<SpendingGroup>(query.filmId ? 'scene' : 'film');
  const [view, setView] = useState<ReceiptView>('all');
  const [showsMore, setShowsMore] = useState(false);
  const spending = useSpending(query, by);
  const budgets = useBudgets(film?.filmId ?? null);
  // Those in doubt or lost may be old, so all lines are looked through.
  const limit = showsMore || view !== 'all' ? mostLines : few;
  const entries = useEntries(query, limit);

  const failed = [spending, budgets, entries].filter((each) => each.error && !each.data);
  if (failed[0]) {
    const retry = () => {
      for (const each of failed) void each.refetch();
    };
    return <ErrorState error={errorOf(failed[0].error)} onRetry={retry} />;
  }
  if (!spending.data || !budgets.data || !entries.data) return <Loading />;
  const isOneFilm = query.filmId !== null;
  // Only all of a film's money can be set against its cut.
  const whole = isOneFilm && query.from === null ? film : null;
  return (
    <div className="flex flex-col gap-7">
      {entries.data.length > 0 ? (
        <>
          <Totals total={spending.data.total} film={whole} />
          <Sums rows={spending.data.rows} by={by} isOneFilm={isOneFilm} onGroup={setBy} />
        </>
      ) : (
        <NothingYet narrowed={query.from !== null} />
      )}
      <BudgetList budgets={budgets.data} film={film} />
      {entries.data.length > 0 && (
        <ReceiptList
          entries={entries.data}
          view={view}
          onView={setView}
          showFilm={!isOneFilm}
          openFilmId={film?.filmId ?? null}
          more={entries.data.length < limit ? 'none' : limit < mostLines ? 'some' : 'only-csv'}
          loading={entries.isPlaceholderData}
          onMore={() => setShowsMore(true)}
        />
      )}
    </div>
  );
}

const Loading = () => (
  <div aria-busy="true" className="flex flex-col gap-7">
    <Skeleton className="h-22" />
    <Skeleton className="h-48" />
    <Skeleton className="h-64" />
  </div>
);

const NothingYet = ({ narrowed }: { narrowed: boolean }) =>
  narrowed ? (
    <EmptyState title="Nothing spent in this time" text="Choose a longer time above." />
  ) : (
    <EmptyState
      title="Nothing spent yet"
      text="Every paid call to a vendor gets a receipt here before it is made: what it may cost, with which key, and what it cost in the end. Sketches and the local voice are free."
    />
  );
