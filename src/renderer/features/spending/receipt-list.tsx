import type { Entry } from '../../../shared/spending.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { dayOf } from './period.ts';
import { ReceiptLines } from './receipt-lines.tsx';
import { dayText, isShown, isStoppable, type ReceiptView, receiptViews } from './receipt-text.ts';

const viewNames: Record<ReceiptView, string> = { all: 'All', unsure: 'Not sure', lost: 'No take' };
type Props = {
  entries: readonly Entry[];
  view: ReceiptView;
  onView: (view: ReceiptView) => void;
  showFilm: boolean;
  /** The film of this window; null at home. */
  openFilmId: string | null;
  /** Whether there are older lines, and whether they can be shown here. */
  more: 'none' | 'some' | 'only-csv';
  loading: boolean;
  onMore: () => void;
};

/** Every paid call, newest first: who, when, with which key, what it cost, and who says so. */
export function ReceiptList({ entries, view, onView, showFilm, openFilmId, more, loading, onMore }: Props) {
  const shown = entries.filter((entry) => isShown(entry, view));
  return (
    <section aria-label="Receipts" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <h3 className="text-3 font-semibold">Receipts</h3>
        <Segmented
          label="Receipts shown"
          value={view}
          parts={receiptViews.map((value) => ({ value, label: viewNames[value] }))}
          onChange={onView}
        />
      </div>
      {shown.length > 0 ? (
        <Days entries={shown} showFilm={showFilm} openFilmId={openFilmId} />
      ) : (
        <p className="text-text-2">
          {view === 'unsure' ? 'It is known of every call what it cost.' : 'Every call became a take.'}
        </p>
      )}
      {more === 'some' && (
        <div>
          <Button busy={loading} onClick={onMore}>
            Show more
          </Button>
        </div>
      )}
      {more === 'only-csv' && (
        <p className="text-text-3">These are the newest {entries.length.toLocaleString('en')}. The CSV has them all.</p>
      )}
    </section>
  );
}

function Days({ entries, showFilm, openFilmId }: Pick<Props, 'entries' | 'showFilm' | 'openFilmId'>) {
  const today = dayOf(new Date());
  return Object.entries(Object.groupBy(entries, ({ day }) => day)).map(([day, group = []]) => (
    <div key={day}>
      <h4 className="sticky -top-4 z-1 border-b border-line bg-panel py-1 text-1 font-medium text-text-3">
        {dayText(day, today)}
      </h4>
      <ReceiptLines entries={group} showFilm={showFilm} mayStop={(entry) => isStoppable(entry, openFilmId)} />
    </div>
  ));
}
