import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { useLost } from './api.ts';
import { lostSum } from './lost-text.ts';

/** The way from the activity list to what is lost; nothing while nothing is. */
export function LostNote() {
  const lost = useLost().data ?? [];
  if (lost.length === 0) return null;
  return (
    <div role="note" className="mb-4 flex items-center gap-3 rounded-2 border border-line bg-bg py-1.5 ps-3 pe-1.5">
      <p className="grow text-text-2">
        <span className="font-medium text-warn">{lostSum(lost)}</span> · nobody knows what became of{' '}
        {lost.length === 1 ? 'it' : 'them'}
      </p>
      <Button onClick={() => showPanel('lost')}>Lost and found</Button>
    </div>
  );
}
