import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { errorOf } from '../../lib/errors.ts';
import { jobsQuery, ringsQuery } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useSession } from '../film/session-context.ts';
import { LostNote } from '../lost/lost-note.tsx';
import { activityLines } from './activity-lines.ts';
import { ActivityList } from './activity-list.tsx';
import { RingStrip } from './ring-strip.tsx';
import { busyRings } from './ring-text.ts';

/** Everything at work for this film, what waits and what for, what ended in trouble, and what is done. */
export function ActivityPanel({ onClose }: { onClose: () => void }) {
  const jobs = useQuery(jobsQuery(useSession().filmId));
  const rings = busyRings(useQuery(ringsQuery()).data ?? []);
  const lines = useMemo(() => activityLines(jobs.data ?? []), [jobs.data]);
  // State, not a ref: the list inside is there before the element that scrolls it.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  return (
    <Panel
      open
      onClose={onClose}
      title="Activity"
      width="wide"
      bar={rings.length > 0 && <RingStrip rings={rings} />}
      scrollRef={setScroller}
      actions={lines.length > 0 && <KeyHints />}
    >
      <LostNote />
      {jobs.error && !jobs.data ? (
        <ErrorState error={errorOf(jobs.error)} onRetry={() => void jobs.refetch()} />
      ) : !jobs.data ? (
        <Loading />
      ) : lines.length === 0 ? (
        <Nothing onClose={onClose} />
      ) : (
        <ActivityList lines={lines} scroller={scroller} />
      )}
    </Panel>
  );
}

const Nothing = ({ onClose }: { onClose: () => void }) => (
  <EmptyState
    title="Nothing at work"
    text="Takes that are being made show here: who makes them, with which key, what the others wait for, and what went wrong."
    actions={<Button onClick={onClose}>Back to the film</Button>}
  />
);

const Loading = () => (
  <div aria-busy="true" className="flex flex-col gap-3">
    <Skeleton className="h-20" />
    <Skeleton className="h-9" />
    <Skeleton className="h-9" />
  </div>
);

const hints = [
  { keys: ['ArrowUp', 'ArrowDown'], text: 'from job to job' },
  { keys: ['h', 'm', 'l'], text: 'priority' },
  { keys: ['r'], text: 'receipts' },
  { keys: ['Delete'], text: 'cancel a waiting one' },
];

const KeyHints = () => (
  <ul aria-label="Keys in this list" className="me-auto flex flex-wrap gap-x-4 gap-y-1 text-text-3">
    {hints.map(({ keys, text }) => (
      <li key={text} className="flex items-center gap-1">
        {keys.map((each) => (
          <Kbd key={each} keys={each} />
        ))}
        {text}
      </li>
    ))}
  </ul>
);
