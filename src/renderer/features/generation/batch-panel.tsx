import { useState } from 'react';
import type { JobWish, Judgement } from '../../../shared/batch.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { ErrorNote, Skeleton } from '../../ui/states.tsx';
import { useStartJobs } from './api.ts';
import { BatchBudgets } from './batch-budgets.tsx';
import { BatchHurdles } from './batch-hurdles.tsx';
import { BatchRemarks, BatchShares } from './batch-shares.tsx';
import { startable, takeCount, timeText } from './batch-text.ts';
import type { Batch } from './store.ts';
import { useJudgement } from './use-judgement.ts';
import { rangeText } from './wishes.ts';

/** A batch as a whole before any of it exists: what it takes, what stands in its way, and the one button that starts it. */
export function BatchPanel({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  const [only, setOnly] = useState<readonly JobWish[] | null>(null);
  const [withStale, setWithStale] = useState(batch.wishes.length === 0);
  const wishes = only ?? [...batch.wishes, ...(withStale ? batch.stale : [])];
  const judged = useJudgement(wishes);
  const { mutate } = useStartJobs();
  const start = () => {
    onClose();
    if (batch.start) batch.start();
    else mutate(wishes);
  };
  const { data } = judged;
  const fresh = data && !judged.isPlaceholderData ? data : null;
  return (
    <Panel
      open
      onClose={onClose}
      width="wide"
      title={`Generate ${takeCount(wishes.length)}`}
      about={<About judgement={judged.data} count={wishes.length} failed={judged.error !== null} />}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="primary" disabled={!fresh || fresh.hurdles.length > 0 || wishes.length === 0} onClick={start}>
            {fresh
              ? `Generate ${takeCount(wishes.length)} · ${rangeText(rangeOf(fresh))}`
              : `Generate ${takeCount(wishes.length)}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {judged.error && <ErrorNote error={errorOf(judged.error)} onRetry={judged.refetch} />}
        {judged.isPending && wishes.length > 0 && <Skeleton className="h-32" />}
        {data && wishes.length > 0 && (
          <>
            <BatchHurdles
              judgement={data}
              count={wishes.length}
              startable={startable(wishes, data)}
              onOnly={setOnly}
              onClose={onClose}
            />
            <BatchShares judgement={data} />
          </>
        )}
        {batch.stale.length > 0 && batch.wishes.length > 0 && only === null && (
          <CheckBox
            label={`Also redo ${takeCount(batch.stale.length)} whose scene changed since`}
            checked={withStale}
            onChange={setWithStale}
          />
        )}
        {data && <BatchRemarks judgement={data} />}
        <BatchBudgets />
      </div>
    </Panel>
  );
}

const rangeOf = ({ lowMicros: micros, highMicros, estimated }: Judgement) => ({ micros, highMicros, estimated });

type AboutProps = { judgement: Judgement | undefined; count: number; failed: boolean };

function About({ judgement, count, failed }: AboutProps) {
  if (count === 0) return 'Nothing is chosen.';
  if (judgement) return <Summary judgement={judgement} />;
  return failed ? 'Nothing has started.' : 'Working out what it takes…';
}

const Summary = ({ judgement }: { judgement: Judgement }) => (
  <p>
    <span className="tabular text-text">{rangeText(rangeOf(judgement))}</span>
    {judgement.highMicros > judgement.lowMicros && ' when generators fall back'} · {timeText(judgement)}
  </p>
);
