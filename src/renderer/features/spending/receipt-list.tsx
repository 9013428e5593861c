import { useState } from 'react';
import type { Entry, SpendingQuery } from '../../../shared/spending.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/states.tsx';
import { useCatalogue, useEntries, useStateEntry } from './api.ts';
import { dayOf } from './period.ts';
import { Receipt } from './receipt.tsx';
import { dayText, isShown, type ReceiptView, receiptViews } from './receipt-text.ts';

const viewNames: Record<ReceiptView, string> = { all: 'All', unsure: 'Not sure', lost: 'No take' };
/** So many lines at first, and the most that the studio gives at once. */
const [few, most] = [50, 1000];

type Props = { query: SpendingQuery; showFilm: boolean };

/** Every paid call, newest first: who, when, with which key, what it cost, and who says so. */
export function ReceiptList({ query, showFilm }: Props) {
  const [view, setView] = useState<ReceiptView>('all');
  const [limit, setLimit] = useState(few);
  // Those in doubt or lost may be old, so all lines are looked through.
  const asked = view === 'all' ? limit : most;
  const entries = useEntries(query, asked);
  if (entries.error && !entries.data) return <ErrorNote error={errorOf(entries.error)} onRetry={entries.refetch} />;
  if (!entries.data) return <Skeleton className="h-48" />;
  if (entries.data.length === 0) return <NothingYet query={query} />;
  const shown = entries.data.filter((entry) => isShown(entry, view));
  const more = entries.data.length >= asked;
  return (
    <section aria-label="Receipts" className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-3">
        <h3 className="text-3 font-semibold">Receipts</h3>
        <Segmented
          label="Receipts shown"
          value={view}
          parts={receiptViews.map((value) => ({ value, label: viewNames[value] }))}
          onChange={setView}
        />
      </div>
      {shown.length === 0 ? (
        <p className="text-text-2">
          {view === 'unsure' ? 'It is known of every call what it cost.' : 'Every call became a take.'}
        </p>
      ) : (
        <Days entries={shown} showFilm={showFilm} />
      )}
      {more &&
        (asked < most ? (
          <div>
            <Button busy={entries.isPlaceholderData} onClick={() => setLimit(most)}>
              Show more
            </Button>
          </div>
        ) : (
          <p className="text-text-3">These are the newest {most.toLocaleString('en')}. The CSV has all of them.</p>
        ))}
    </section>
  );
}

function Days({ entries, showFilm }: { entries: readonly Entry[]; showFilm: boolean }) {
  const { data } = useCatalogue();
  const state = useStateEntry();
  const today = dayOf(new Date());
  const nameOf = (list: readonly { id: string; name: string }[] | undefined, id: string) =>
    list?.find((each) => each.id === id)?.name ?? id;
  return Object.entries(Object.groupBy(entries, ({ day }) => day)).map(([day, group = []]) => (
    <div key={day}>
      <h4 className="sticky -top-4 z-1 border-b border-line bg-panel py-1 text-1 font-medium text-text-3">
        {dayText(day, today)}
      </h4>
      <ul>
        {group.map((entry) => (
          <Receipt
            key={entry.id}
            entry={entry}
            generator={nameOf(data?.generators, entry.generator)}
            vendor={nameOf(data?.vendors, entry.vendor)}
            showFilm={showFilm}
            busy={state.isPending && state.variables.entryId === entry.id}
            onState={(micros) => state.mutate({ entryId: entry.id, micros })}
          />
        ))}
      </ul>
    </div>
  ));
}

function NothingYet({ query }: { query: SpendingQuery }) {
  const narrowed = query.from !== null;
  return (
    <EmptyState
      title={narrowed ? 'Nothing spent in this time' : 'Nothing spent yet'}
      text={
        narrowed
          ? 'Choose a longer time above.'
          : 'Every paid call to a vendor gets a receipt here before it is made: what it may cost, with which key, and what it cost in the end. Sketches and the local voice are free.'
      }
    />
  );
}
