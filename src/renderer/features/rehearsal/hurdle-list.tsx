import type { Hurdle } from '../../../shared/batch.ts';
import { showPanel, showView } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { useSession } from '../film/session-context.ts';
import { type Way, wayPast } from './rehearsal-text.ts';

const wayNames: Record<Way, string> = { scene: 'Show the scene', keys: 'Open keys', budgets: 'Open budgets' };

/** What would not start, and what a vendor would refuse, each with the way past it. */
export function HurdleList({ hurdles }: { hurdles: readonly Hurdle[] }) {
  const { store } = useSession();
  const go = ({ sceneId, vendor }: Hurdle, way: Way) => {
    if (way === 'keys') return showPanel('settings', vendor);
    if (way === 'budgets') return showPanel('spending');
    if (!sceneId) return;
    store.select(sceneId);
    showView('board');
  };
  return (
    <section aria-label="Hurdles">
      <h3 className="mb-1 text-3 font-semibold">
        What stands in the way {hurdles.length > 0 && <span className="text-text-3">{hurdles.length}</span>}
      </h3>
      {hurdles.length === 0 && <p className="text-text-2">Nothing: every job can start, and no vendor refused one.</p>}
      <ul>
        {hurdles.map((hurdle) => {
          const way = wayPast(hurdle);
          return (
            <li
              key={`${hurdle.sceneId} ${hurdle.vendor} ${hurdle.message}`}
              className="flex items-center gap-2.5 border-b border-line py-2 last:border-b-0"
            >
              <Dot tone="warn" />
              <div className="min-w-0 grow">
                <p>{hurdle.message}</p>
                <p className="text-text-2">{hurdle.action}</p>
              </div>
              {way && <Button onClick={() => go(hurdle, way)}>{wayNames[way]}</Button>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
