import type { LostJob, Orphan } from '../../../shared/lost.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { answerText } from './lost-text.ts';
import { OrphanList } from './orphan-list.tsx';

type Props = {
  lost: LostJob;
  vendor: string;
  asking: boolean;
  adopting: Orphan | null;
  now: number;
  onAsk: () => void;
  onAdopt: (orphan: Orphan) => void;
};

/** What the vendor said when it was asked, and what it lists that may be the lost call. */
export function VendorAnswer({ lost, vendor, asking, adopting, now, onAsk, onAdopt }: Props) {
  const { asked } = lost;
  if (!lost.canAsk) return <p className="text-text-2">{vendor} has no list to be asked for: only you can look.</p>;
  return (
    <section aria-label={`What ${vendor} says`} className="flex flex-col gap-2 rounded-2 bg-panel p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 flex-1 basis-56 text-text-2" role="status">
          {answerText(lost, vendor, now) ??
            `${vendor} can be asked what it took, at no cost. What it finds can be adopted as a take.`}
        </p>
        <Button busy={asking} onClick={onAsk}>
          {asked ? `Ask ${vendor} again` : `Ask ${vendor}`}
        </Button>
      </div>
      {asked?.problem && <ErrorNote error={asked.problem} />}
      {asked && asked.orphans.length > 0 && (
        <OrphanList orphans={asked.orphans} adopting={adopting} now={now} onAdopt={onAdopt} />
      )}
    </section>
  );
}
