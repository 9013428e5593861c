import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type Job, type Priority, priorities } from '../../../shared/job.ts';
import { keysOf } from '../../lib/keys.ts';
import type { ActivityLine } from './activity-lines.ts';
import { jobIndexFrom } from './job-index.ts';
import { priorityKeys } from './waiting-row.tsx';

type Deeds = {
  readonly onPriority: (job: Job, priority: Priority) => void;
  readonly onCancel: (job: Job) => void;
  readonly onReceipts: (job: Job) => void;
};

/** Arrows go from job to job; H, M and L say when a waiting one's turn comes; Delete cancels; R shows receipts. */
export function useLineKeys(lines: readonly ActivityLine[], { onPriority, onCancel, onReceipts }: Deeds) {
  const [active, setActive] = useState<string | null>(null);
  const [root, wanted] = [useRef<HTMLDivElement>(null), useRef<string | null>(null)];
  const first = lines[jobIndexFrom(lines, 0, 1)]?.key ?? null;
  const current = lines.some(({ key }) => key === active) ? active : first;

  // The list always draws the active line, so it is there by now, however far it was away.
  useEffect(() => {
    if (wanted.current === null || wanted.current !== active) return;
    wanted.current = null;
    root.current?.querySelector<HTMLElement>(`[data-key="${active}"]`)?.focus({ preventScroll: true });
  }, [active, root, wanted]);

  // Whoever opened the panel is on it, not yet in the list; the rows come a moment after the panel.
  const entered = useRef(false);
  useEffect(() => {
    const layer = root.current?.closest('[role=dialog]');
    if (entered.current || !layer || document.activeElement !== layer) return;
    const row = root.current?.querySelector<HTMLElement>(`[data-key="${current}"]`);
    if (!row) return;
    entered.current = true;
    row.focus({ preventScroll: true });
  });

  const act = (keys: string, job: Job): boolean => {
    const priority = priorities.find((each) => priorityKeys[each] === keys);
    if (priority) onPriority(job, priority);
    else if (keys === 'Delete' || keys === 'Backspace') onCancel(job);
    else if (keys === 'r') onReceipts(job);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent, list: Virtualizer<HTMLDivElement, Element>) => {
    const row = event.target instanceof HTMLElement ? event.target.dataset.index : undefined;
    // On a button inside a row, keys are the button's.
    if (row === undefined) return;
    const at = Number(row);
    const line = lines[at];
    const keys = keysOf(event.nativeEvent);
    const to = targetOf(lines, at, keys);
    if (to !== null && to >= 0) {
      wanted.current = lines[to]?.key ?? null;
      setActive(wanted.current);
      list.scrollToIndex(to);
    }
    if (to === null && !(line?.kind === 'job' && act(keys, line.job))) return;
    event.preventDefault();
  };
  return { root, current, setActive, onKeyDown };
}

/** The line that a key leads to: -1 where there is none further on, null for any other key. */
function targetOf(lines: readonly ActivityLine[], at: number, keys: string): number | null {
  switch (keys) {
    case 'ArrowDown':
      return jobIndexFrom(lines, at + 1, 1);
    case 'ArrowUp':
      return jobIndexFrom(lines, at - 1, -1);
    case 'Home':
      return jobIndexFrom(lines, 0, 1);
    case 'End':
      return jobIndexFrom(lines, lines.length - 1, -1);
    default:
      return null;
  }
}
