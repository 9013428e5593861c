import type { VendorRing } from '../../shared/key.ts';
import { type AlarmClock, systemAlarmClock } from './alarm-clock.ts';
import type { KeyRing, WaitingOf } from './key-ring.ts';
import { createAlarms } from './ring-signals.ts';

/** At most four a second for each vendor. */
const apartMs = 250;
/** Calls leave a window without anybody telling; the panel shows that this soon. */
const windowLookMs = 2000;

type RingNewsOptions = {
  readonly ring: Pick<KeyRing, 'ring' | 'onNews'>;
  readonly waitingOf: WaitingOf;
  readonly publish: (ring: VendorRing) => void;
  readonly clock?: AlarmClock;
};

/** Tells the windows how the rings stand: some time after something changed, as it is then, and only what is new. */
export type RingNews = {
  /** The vendor's line changed. Keys that change are noticed without it. */
  touch(vendorId: string): void;
};

export function createRingNews({ ring, waitingOf, publish, clock = systemAlarmClock }: RingNewsOptions): RingNews {
  const told = new Map<string, string>();
  const look = (vendorId: string) => {
    const now = ring.ring(vendorId, waitingOf);
    const text = JSON.stringify(now);
    if (told.get(vendorId) !== text) publish(now);
    told.set(vendorId, text);
    if (now.keys.some(({ inWindow }) => inWindow > 0)) alarms.set(vendorId, clock.now() + windowLookMs);
  };
  const alarms = createAlarms(clock, look);
  const touch = (vendorId: string) => alarms.set(vendorId, clock.now() + apartMs);
  ring.onNews(touch);
  return { touch };
}
