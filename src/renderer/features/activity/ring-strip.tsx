import type { VendorRing } from '../../../shared/key.ts';
import { showPanel } from '../../lib/navigation.ts';
import { useNames } from '../../lib/use-names.ts';
import { Chip, ChipButton } from '../../ui/chip.tsx';
import { ringLine, ringTone } from './ring-text.ts';

/** The vendors at work, a chip each: `Replicate 3 of 8 running · 2 keys ready`; opens their keys. What works on this machine has none. */
export function RingStrip({ rings }: { rings: readonly VendorRing[] }) {
  const names = useNames();
  return rings.map((ring) => {
    const name = names.vendor(ring.vendor);
    if (!names.isPaid(ring.vendor))
      return (
        <Chip key={ring.vendor} tone="ok">
          <span className="font-medium text-text">{name}</span> {ring.running} running
        </Chip>
      );
    return (
      <ChipButton
        key={ring.vendor}
        tone={ringTone(ring)}
        onClick={() => showPanel('settings', ring.vendor)}
        aria-label={`${name}: ${ringLine(ring)}. Open its keys`}
      >
        <span className="font-medium text-text">{name}</span> {ringLine(ring)}
      </ChipButton>
    );
  });
}
