import { X } from 'lucide-react';
import type { Rehearsal } from '../../../shared/rehearsal.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { EmptyState, ErrorNote, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useRehearsal } from './api.ts';
import { RehearsalReport } from './rehearsal-report.tsx';

/** The whole film run against simulated vendors: what it would cost, how long it would take, and what stands in the way. */
export function RehearsalPanel({ onClose }: { onClose: () => void }) {
  const { rehearsal, start, cancel } = useRehearsal();
  const known = rehearsal.data;
  const run = { busy: start.isPending, onStart: () => start.mutate() };
  const again = known && (known.state === 'done' || known.state === 'failed') && (
    <Button busy={run.busy} onClick={run.onStart}>
      Rehearse again
    </Button>
  );
  return (
    <Panel open onClose={onClose} title="Rehearsal" width="wide" actions={again}>
      {rehearsal.error && !known ? (
        <ErrorState error={errorOf(rehearsal.error)} onRetry={() => void rehearsal.refetch()} />
      ) : known === undefined ? (
        <div aria-busy="true" className="flex flex-col gap-3">
          <Skeleton className="h-24" />
          <Skeleton className="h-48" />
        </div>
      ) : known === null || known.state === 'cancelled' ? (
        <Offer title={known ? 'The rehearsal was stopped' : 'Not rehearsed yet'} {...run} />
      ) : (
        <Known rehearsal={known} cancelling={cancel.isPending} onCancel={() => cancel.mutate()} />
      )}
    </Panel>
  );
}

type OfferProps = { title: string; busy: boolean; onStart: () => void };

const Offer = ({ title, busy, onStart }: OfferProps) => (
  <EmptyState
    title={title}
    text="A rehearsal makes the whole film with simulated vendors, at no cost: the same jobs, prices, limits and refusals as the real ones. It tells what the film will cost, when it will be finished and which limit holds it up, and leaves a sketched film to play."
    actions={
      <Button look="primary" busy={busy} onClick={onStart}>
        Rehearse this film · free
      </Button>
    }
  />
);

type KnownProps = { rehearsal: Rehearsal; cancelling: boolean; onCancel: () => void };

function Known({ rehearsal, cancelling, onCancel }: KnownProps) {
  const { state, error, report, text } = rehearsal;
  if (state === 'running') return <Running rehearsal={rehearsal} cancelling={cancelling} onCancel={onCancel} />;
  return (
    <div className="flex flex-col gap-6">
      {state === 'failed' && error && <ErrorNote error={error} />}
      {state === 'failed' && !error && <p className="text-bad">{text}</p>}
      {report && <RehearsalReport report={report} />}
    </div>
  );
}

function Running({ rehearsal: { fraction, text }, cancelling, onCancel }: KnownProps) {
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-hidden rounded-2 border border-line bg-bg">
        <div className="flex items-center gap-3 py-2 ps-3 pe-2">
          <div className="min-w-0 grow">
            <p className="font-medium">Rehearsing with simulated vendors</p>
            <p className="text-text-2 tabular-nums">
              {Math.round(fraction * 100)} % · {text}
            </p>
          </div>
          <Button look="quiet" busy={cancelling} icon={<X size={14} aria-hidden />} onClick={onCancel}>
            Cancel
          </Button>
        </div>
        <Progress fraction={fraction} label="Rehearsal, progress" className="bg-line!" />
      </div>
      <p className="text-text-2">The film is rehearsed as it was when you started. You can go on working meanwhile.</p>
    </div>
  );
}
