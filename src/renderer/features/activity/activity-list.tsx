import { useMemo, useState } from 'react';
import type { Job, Priority } from '../../../shared/job.ts';
import { useNames } from '../../lib/use-names.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { useJobActions } from '../generation/use-job-actions.ts';
import type { ActivityLine } from './activity-lines.ts';
import { GroupHead } from './group-head.tsx';
import { JobRow } from './job-row.tsx';
import { useJobLine } from './use-job-line.ts';
import { useLineKeys } from './use-line-keys.ts';
import { useLineWindow } from './use-line-window.ts';
import { VendorLine } from './vendor-line.tsx';

type Props = {
  lines: readonly ActivityLine[];
  /** What scrolls around the list; null before it is there. */
  scroller: HTMLDivElement | null;
};

/** The lines of the activity list, of which only those in sight are drawn. */
export function ActivityList({ lines, scroller }: Props) {
  const { cancelAll, clearing } = useJobLine();
  const { cancel, retry, prioritise } = useJobActions();
  const { store } = useSession();
  const names = useNames();
  const sceneName = useSceneNames();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const deeds = useStable({
    onSelect: (sceneId: string) => store.select(sceneId),
    onPriority: (job: Job, priority: Priority) =>
      job.state === 'queued' && job.priority !== priority && void prioritise(job, priority),
    onCancel: (job: Job) => job.state === 'queued' && void cancel(job),
    onRetry: retry,
    onReceipts: (job: Job) => setOpened((known) => toggled(known, job.id)),
  });
  const keys = useLineKeys(lines, deeds);
  const current = lines.findIndex(({ key }) => key === keys.current);
  const list = useLineWindow(lines, scroller, current);
  const waiting = () => lines.flatMap((line) => (line.kind === 'job' && line.group === 'waiting' ? [line.job] : []));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the lines, which have the focus
    <div
      ref={keys.root}
      className="relative"
      style={{ height: list.getTotalSize() }}
      onKeyDown={(event) => keys.onKeyDown(event, list)}
      onFocus={(event) => keys.setActive(lineKeyOf(event.target))}
    >
      {list.getVirtualItems().map(({ index, start, key }) => {
        const line = lines[index];
        const frame = { ref: list.measureElement, 'data-index': index, 'data-key': line?.key };
        const style = { transform: `translateY(${start}px)` };
        return line?.kind === 'job' ? (
          <article
            key={key}
            {...frame}
            style={style}
            aria-label={sceneName(line.job.sceneId)}
            tabIndex={index === current ? 0 : -1}
            className="absolute inset-x-0 top-0 rounded-1"
          >
            <JobRow
              {...deeds}
              job={line.job}
              group={line.group}
              scene={sceneName(line.job.sceneId)}
              worker={names.generator(line.job.generator)}
              paid={names.isPaid(line.job.vendor)}
              receiptsOpen={opened.has(line.job.id)}
            />
          </article>
        ) : (
          <div key={key} {...frame} style={style} className="absolute inset-x-0 top-0">
            {line?.kind === 'group' && (
              <GroupHead {...line} first={index === 0} busy={clearing} onCancelAll={() => void cancelAll(waiting())} />
            )}
            {line?.kind === 'vendor' && <VendorLine {...line} name={names.vendor(line.vendor)} />}
          </div>
        );
      })}
    </div>
  );
}

/** The line that holds what has the focus. */
const lineKeyOf = (element: Element): string | null => element.closest<HTMLElement>('[data-key]')?.dataset.key ?? null;

function toggled(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(known);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** `3 The sea answers`: scenes by their place and title. */
function useSceneNames(): (sceneId: string) => string {
  const { scenes } = useFilm();
  return useMemo(() => {
    const names = new Map(scenes.map(({ id, title }, index) => [id, `${index + 1} ${title || 'Untitled scene'}`]));
    return (sceneId) => names.get(sceneId) ?? 'A deleted scene';
  }, [scenes]);
}
