import type { FinishPlan } from '../../../shared/batch.ts';
import { formatMicros } from '../../../shared/money.ts';
import { errorOf } from '../../lib/errors.ts';
import { formatSum } from '../../lib/usd.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { EmptyState, ErrorNote, Skeleton } from '../../ui/states.tsx';
import { useFilm } from '../film/session-context.ts';
import { useStartJobs } from './api.ts';
import { BatchBudgets } from './batch-budgets.tsx';
import { takeCount } from './batch-text.ts';
import { finishOrders, finishSummary } from './finish-text.ts';
import { generatorName } from './job-text.ts';
import { useCatalogue } from './use-catalogue.ts';
import { useFinishPlan } from './use-judgement.ts';

/** Everything that the film still lacks, made by whom the money that is left can pay. One button starts it. */
export function FinishPanel({ onClose }: { onClose: () => void }) {
  const plan = useFinishPlan();
  const { mutate } = useStartJobs();
  const { data } = plan;
  const orders = finishOrders(data);
  const start = () => {
    onClose();
    mutate(orders);
  };
  return (
    <Panel
      open
      onClose={onClose}
      width="wide"
      title="Finish with what is left"
      about={aboutText(plan)}
      actions={
        <>
          <Button onClick={onClose}>{orders.length > 0 ? 'Not now' : 'Close'}</Button>
          {orders.length > 0 && (
            <Button look="primary" disabled={plan.isPlaceholderData} onClick={start}>
              Generate {takeCount(orders.length)} · {formatMicros(data?.micros ?? 0)}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {plan.error && <ErrorNote error={errorOf(plan.error)} onRetry={plan.refetch} />}
        {plan.isPending && <Skeleton className="h-40" />}
        {data && <Lines plan={data} />}
        <BatchBudgets />
      </div>
    </Panel>
  );
}

function aboutText({ data, error }: ReturnType<typeof useFinishPlan>): string {
  if (!data) return error ? 'Nothing has started.' : 'Working out what fits…';
  return data.scenes.length > 0 ? finishSummary(data, formatSum) : 'The film has all its takes.';
}

function Lines({ plan }: { plan: FinishPlan }) {
  const { scenes } = useFilm();
  const { generators } = useCatalogue();
  if (plan.scenes.length === 0) {
    return (
      <EmptyState
        title="Nothing is missing"
        text="Every scene with words has a take, has one on its way, or has one in lost and found."
      />
    );
  }
  return (
    <ul aria-label="Plan" className="flex flex-col">
      {plan.scenes.map(({ sceneId, role, generator, micros, reason }) => {
        const at = scenes.findIndex(({ id }) => id === sceneId);
        return (
          <li
            key={`${sceneId} ${role}`}
            className="flex items-baseline gap-3 border-b border-line py-2 last:border-b-0"
          >
            <span className="tabular w-5 shrink-0 text-end text-text-3">{at + 1}</span>
            <span className="min-w-0 grow">
              <span className="block truncate">
                {scenes[at]?.title || 'Untitled scene'}
                <span className="text-text-3"> · {role}</span>
              </span>
              <span className={generator ? 'text-text-2' : 'text-warn'}>
                {generator && <span className="font-medium text-text">{generatorName(generators, generator)} </span>}
                <span className="text-1">{reason}</span>
              </span>
            </span>
            <span className="tabular shrink-0">{generator ? formatMicros(micros) : '–'}</span>
          </li>
        );
      })}
    </ul>
  );
}
