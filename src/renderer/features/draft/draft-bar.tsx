import type { ReactNode } from 'react';
import { useCommands } from '../../lib/use-commands.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { progressText } from './draft-text.ts';
import type { Draft } from './use-draft.ts';

const sides = [
  { value: 'live', label: 'Live' },
  { value: 'draft', label: 'Draft' },
] as const;

const key = 'd';

/** The way to see what cannot be shown live, and back. */
export function DraftBar({ draft }: { draft: Draft }) {
  const { job, working, isOld, shown, url, render, show } = draft;
  const turn = () => (url && (shown || !isOld) ? show(!shown) : render());
  useCommands([
    {
      ...{ id: 'cut.draft', label: 'Draft render: make it, see it, or go back to live', group: 'Cut', keys: [key] },
      run: turn,
      disabled: working,
    },
  ]);
  if (working) return <Working draft={draft} />;
  if (job?.state === 'failed')
    return (
      <Offer text="Try the draft again" onPress={render}>
        <span role="alert" className="text-bad">
          {job.error?.message}
        </span>
      </Offer>
    );
  if (!url) return <Offer text="Draft render" onPress={render} />;
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <Tooltip text={shown ? 'Back to live' : 'See the draft'} keys={key} side="top">
        <span>
          <Segmented
            label="What is shown"
            value={shown ? 'draft' : 'live'}
            parts={sides}
            onChange={(side) => show(side === 'draft')}
          />
        </span>
      </Tooltip>
      {isOld && (
        <>
          <span className="text-1 text-warn">Draft is older than the film</span>
          <Button look="quiet" onClick={render}>
            Render again
          </Button>
        </>
      )}
    </div>
  );
}

type OfferProps = { text: string; onPress: () => void; children?: ReactNode };

const Offer = ({ text, onPress, children }: OfferProps) => (
  <div className="flex flex-wrap items-center gap-x-2">
    {children}
    <Tooltip text="Renders the film small and quick, exactly as the export will look and sound" keys={key} side="top">
      <Button look="quiet" onClick={onPress}>
        {text}
      </Button>
    </Tooltip>
  </div>
);

function Working({ draft: { job, cancel } }: { draft: Draft }) {
  return (
    <div className="relative flex items-center gap-2 overflow-hidden rounded-2 ps-3">
      <span role="status" className="tabular text-text-2">
        {job ? progressText(job) : 'Draft · begins'}
      </span>
      <Button look="quiet" onClick={cancel} disabled={!job}>
        Cancel
      </Button>
      <Progress fraction={job?.fraction ?? 0} label="Draft render" className="absolute inset-x-0 bottom-0 bg-line!" />
    </div>
  );
}
