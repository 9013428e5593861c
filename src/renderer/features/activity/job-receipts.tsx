import { useQuery } from '@tanstack/react-query';
import { errorOf } from '../../lib/errors.ts';
import { receiptsQuery } from '../../lib/queries.ts';
import { useNames } from '../../lib/use-names.ts';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { useStateEntry } from '../spending/api.ts';
import { Receipt } from '../spending/receipt.tsx';

/** Every call that a job made or will make, with its key, its cost and what came of it. */
export function JobReceipts({ jobId }: { jobId: string }) {
  const receipts = useQuery(receiptsQuery(jobId));
  const names = useNames();
  const state = useStateEntry();
  if (receipts.error && !receipts.data)
    return <ErrorNote error={errorOf(receipts.error)} onRetry={() => void receipts.refetch()} />;
  if (!receipts.data) return <Skeleton className="h-12" />;
  if (receipts.data.length === 0) return <p className="py-1 text-text-2">It has made no paid call.</p>;
  return (
    <ul aria-label="Receipts">
      {receipts.data.map((entry) => (
        <Receipt
          key={entry.id}
          entry={entry}
          generator={names.generator(entry.generator)}
          vendor={names.vendor(entry.vendor)}
          showFilm={false}
          busy={state.isPending && state.variables.entryId === entry.id}
          onState={(micros) => state.mutate({ entryId: entry.id, micros })}
        />
      ))}
    </ul>
  );
}
