import { Button } from '../../ui/button.tsx';
import type { ActivityGroup } from './activity-lines.ts';

const titles: Record<ActivityGroup, string> = {
  working: 'At work',
  waiting: 'Waiting',
  trouble: 'Needs a look',
  done: 'Done lately',
};

type Props = { group: ActivityGroup; count: number; first: boolean; busy: boolean; onCancelAll: () => void };

export function GroupHead({ group, count, first, busy, onCancelAll }: Props) {
  return (
    <div className={`flex min-h-8 items-center justify-between gap-3 pb-1 ${first ? '' : 'pt-5'}`}>
      <h3 className="text-3 font-semibold">
        {titles[group]} <span className="text-text-3">{count}</span>
      </h3>
      {group === 'waiting' && (
        <Button look="quiet" className="-my-1" busy={busy} onClick={onCancelAll}>
          Cancel all waiting
        </Button>
      )}
    </div>
  );
}
