import { useQuery } from '@tanstack/react-query';
import { formatClock } from '../../../shared/time.ts';
import { showPanel } from '../../lib/navigation.ts';
import { ringsQuery } from '../../lib/queries.ts';
import { useNow } from '../../lib/use-now.ts';
import { ChipButton } from '../../ui/chip.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useJobs } from '../film/film-data.ts';
import { workText } from '../generation/job-text.ts';
import { nextTurn } from './ring-text.ts';

/** What is at work for the open film, and how soon the next one may go: `2 running · 1 waits 0:14`. Nothing while idle. */
export function ActivityChip() {
  const jobs = useJobs();
  const work = workText(jobs);
  const vendors = new Set(jobs.flatMap(({ state, vendor }) => (state === 'queued' ? [vendor] : [])));
  const next = nextTurn(useQuery(ringsQuery()).data ?? [], vendors);
  const now = useNow(next !== null);
  if (!work) return null;
  const seconds = next === null ? 0 : Math.ceil((next - now) / 1000);
  return (
    <Tooltip text="Activity" keys="a">
      <ChipButton tone="run" className="tabular-nums" onClick={() => showPanel('activity')}>
        {work}
        {seconds > 0 && seconds < 600 && ` ${formatClock(seconds)}`}
      </ChipButton>
    </Tooltip>
  );
}
