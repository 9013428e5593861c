import type { Entry } from '../../../shared/spending.ts';
import { useNames } from '../../lib/use-names.ts';
import { useStateEntry, useStopJob } from './api.ts';
import { Receipt } from './receipt.tsx';

type Props = {
  entries: readonly Entry[];
  showFilm: boolean;
  /** Whether the job of a line can be stopped here; none can by default. */
  mayStop?: (entry: Entry) => boolean;
};

/** Lines of the ledger as they come, each with what can be said about it. */
export function ReceiptLines({ entries, showFilm, mayStop = () => false }: Props) {
  const names = useNames();
  const state = useStateEntry();
  const stop = useStopJob();
  return (
    <ul aria-label="Receipts">
      {entries.map((entry) => (
        <Receipt
          key={entry.id}
          entry={entry}
          generator={names.generator(entry.generator)}
          vendor={names.vendor(entry.vendor)}
          showFilm={showFilm}
          busy={
            (state.isPending && state.variables.entryId === entry.id) ||
            (stop.isPending && stop.variables === entry.jobId)
          }
          onState={(micros) => state.mutate({ entryId: entry.id, micros })}
          onStop={mayStop(entry) ? () => stop.mutate(entry.jobId) : null}
        />
      ))}
    </ul>
  );
}
