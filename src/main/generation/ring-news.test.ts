import { expect, it } from 'vitest';
import type { VendorRing } from '../../shared/key.ts';
import { createRingNews } from './ring-news.ts';
import { nobodyWaits } from './ring-view.ts';
import { leased, ringBench, ringKeys, vendor } from './testing/ring-bench.ts';

function newsBench() {
  const bench = ringBench({ keys: ringKeys('a'), limits: { perMinute: null } });
  const ring = bench.open();
  const told: { readonly at: number; readonly ring: VendorRing }[] = [];
  const news = createRingNews({
    ring,
    waitingOf: nobodyWaits,
    publish: (each) => told.push({ at: bench.clock.now() - bench.start, ring: each }),
    clock: bench.clock,
  });
  return { ...bench, ring, news, told };
}

it('tells at most four times a second how a ring stands then', () => {
  const { ring, clock, start, told } = newsBench();
  for (let at = 0; at < 1000; at += 10) {
    clock.moveTo(start + at);
    ring.release(leased(ring.take(vendor.id)));
  }
  clock.moveTo(start + 1000);
  expect(told.map(({ at }) => at)).toEqual([250, 500, 750, 1000]);
  expect(told.at(-1)?.ring.keys[0]?.inWindow).toBe(100);
});

it('tells when calls leave the window, then rests, and says nothing twice', () => {
  const { ring, clock, start, told, news } = newsBench();
  ring.release(leased(ring.take(vendor.id)));
  clock.moveTo(start + 120_000);
  expect(told.map((each) => each.ring.keys[0]?.inWindow)).toEqual([1, 0]);
  expect(clock.alarms()).toBe(0);
  news.touch(vendor.id);
  clock.moveTo(start + 121_000);
  expect(told).toHaveLength(2);
});
