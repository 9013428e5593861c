import { showPanel } from '../../lib/navigation.ts';
import { ChipButton } from '../../ui/chip.tsx';
import { useLostCount } from './api.ts';

/** How many paid calls are lost, of all films; nothing while none is. */
export function LostChip() {
  const count = useLostCount();
  if (count === 0) return null;
  const calls = count === 1 ? '1 paid call' : `${count} paid calls`;
  return (
    <ChipButton
      tone="warn"
      className="shrink-0"
      onClick={() => showPanel('lost')}
      aria-label={`Lost and found: ${calls}`}
    >
      {count} lost
    </ChipButton>
  );
}
