import type { Bite } from '../../../shared/batch.ts';
import { showPanel } from '../../lib/navigation.ts';
import { useNames } from '../../lib/use-names.ts';
import { Button } from '../../ui/button.tsx';
import { Meter } from '../../ui/meter.tsx';
import { heldText } from './rehearsal-text.ts';

type Props = {
  bites: readonly Bite[];
  /** How long the film takes in all. */
  seconds: number;
};

/** Which limits hold the film up, the worst first, and for how much of the time. */
export function BiteList({ bites, seconds }: Props) {
  const names = useNames();
  return (
    <section aria-label="Limits that bite">
      <h3 className="mb-1 text-3 font-semibold">What holds it up</h3>
      {bites.length === 0 && <p className="text-text-2">No limit: every job can start at once.</p>}
      <ul>
        {bites.map((bite) => (
          <li
            key={`${bite.vendor} ${bite.text}`}
            className="flex items-center gap-3 border-b border-line py-2 last:border-b-0"
          >
            <div className="min-w-0 grow">
              <p>{bite.text}</p>
              <div className="mt-1.5 flex items-center gap-3">
                <Meter
                  label={bite.text}
                  taken={Math.min(1, seconds > 0 ? bite.seconds / seconds : 0)}
                  text={`holds jobs up for ${heldText(bite.seconds)}`}
                  className="w-40"
                />
                <span className="text-text-3 tabular-nums">jobs wait for it {heldText(bite.seconds)}</span>
              </div>
            </div>
            {names.isPaid(bite.vendor) && (
              <Button look="quiet" onClick={() => showPanel('settings', bite.vendor)}>
                Keys and limits
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
