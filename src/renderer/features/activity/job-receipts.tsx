import { useQuery } from '@tanstack/react-query';
import { errorOf } from '../../lib/errors.ts';
import { receiptsQuery } from '../../lib/queries.ts';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { ReceiptLines } from '../spending/receipt-lines.tsx';

/** Every call that a job made or will make, with its key, its cost and what came of it. */
export function JobReceipts({ jobId }: { jobId: string }) {
  const receipts = useQuery(receiptsQuery(jobId));
  if (receipts.error && !receipts.data)
    return <ErrorNote error={errorOf(receipts.error)} onRetry={() => void receipts.refetch()} />;
  if (!receipts.data) return <Skeleton className="h-12" />;
  if (receipts.data.length === 0) return <p className="py-1 text-text-2">It has made no paid call.</p>;
  return <ReceiptLines entries={receipts.data} showFilm={false} />;
}
