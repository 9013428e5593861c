import type { Entry } from '../../../shared/spending.ts';
import { useNames } from '../../lib/use-names.ts';
import { useStateEntry } from './api.ts';
import { Receipt } from './receipt.tsx';

/** Lines of the ledger as they come, each with what can be said about it. */
export function ReceiptLines({ entries, showFilm }: { entries: readonly Entry[]; showFilm: boolean }) {
  const names = useNames();
  const state = useStateEntry();
  return (
    <ul aria-label="Receipts">
      {entries.map((entry) => (
        <Receipt
          key={entry.id}
          entry={entry}
          generator={names.generator(entry.generator)}
          vendor={names.vendor(entry.vendor)}
          showFilm={showFilm}
          busy={state.isPending && state.variables.entryId === entry.id}
          onState={(micros) => state.mutate({ entryId: entry.id, micros })}
        />
      ))}
    </ul>
  );
}
