import { formatMicros } from '../../../shared/money.ts';
import { Button } from '../../ui/button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { type Missing, sumOf } from '../generation/wishes.ts';

type Props = { missing: Missing; starting: boolean; onGenerate: () => void };

/** `Generate missing · 3 about $1.10`. What is held back, and why, is in its tooltip. */
export function GenerateMissing({ missing: { ready, held }, starting, onGenerate }: Props) {
  if (ready.length === 0 && held.length === 0) return null;
  const { micros, estimated } = sumOf(ready);
  return (
    <Tooltip
      text={held.length > 0 ? heldText(held) : 'Every picture and voice that the film still lacks'}
      keys="Shift+g"
    >
      <Button busy={starting} aria-disabled={ready.length === 0} onClick={onGenerate}>
        Generate missing · {ready.length}
        <span className="tabular text-text-2">
          {estimated && 'about '}
          {formatMicros(micros)}
        </span>
      </Button>
    </Tooltip>
  );
}

/** `2 more wait: needs a Replicate key`. */
function heldText(held: Missing['held']): string {
  const reasons = [...new Set(held.map((wish) => wish.hindrance))].join('; ');
  return `${held.length} more cannot start: ${reasons}`;
}
