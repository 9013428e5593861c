import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { randomFrom } from '../../shared/random.ts';
import type { RecentCall } from './testing/ring-bench.ts';
import { leased, ringBench, ringKeys, vendor, waited } from './testing/ring-bench.ts';
import { fullestWindow, idleMoments, runJobs } from './testing/ring-run.ts';

const minutes = (count: number) => count * 60_000;
const take = vendor.id;

/** Times of `count` arrivals within `withinMs`, in clusters as well as alone. */
function arrivalsOf(random: () => number, from: number, count: number, withinMs: number): number[] {
  return Array.from({ length: count }, () => {
    const at = random() * withinMs;
    return from + Math.floor(random() < 0.5 ? at : at - (at % 20_000));
  }).sort((a, b) => a - b);
}

describe('the throughput of three keys at 15 a minute', () => {
  const limits = { perMinute: 15 };
  const names = ['a', 'b', 'c'];

  it('is all that the windows allow when there is always something to do', () => {
    const { open, clock, start } = ringBench({ keys: ringKeys(...names), limits });
    const arrivals = Array.from({ length: 1000 }, () => start);
    const random = randomFrom(1);
    const lastsMs = () => 1 + Math.floor(random() * 30_000);
    const calls = runJobs({ ring: open(), clock, arrivals, until: start + minutes(10) - 1, lastsMs });
    expect(calls).toHaveLength(3 * 15 * 10);
    expect(fullestWindow(calls)).toBe(15);
    for (const account of names) expect(calls.filter((call) => call.account === account)).toHaveLength(150);
  });

  it.each([2, 3, 4, 5, 6, 7, 8, 9])(
    'is never above a window, and no key is idle while a job waits (seed %i)',
    (seed) => {
      const { open, clock, start } = ringBench({ keys: ringKeys(...names), limits });
      const random = randomFrom(seed);
      const arrivals = arrivalsOf(random, start, 300 + Math.floor(random() * 200), minutes(8));
      const lastsMs = () => 1 + Math.floor(random() * 90_000);
      const calls = runJobs({ ring: open(), clock, arrivals, until: start + minutes(30), lastsMs });
      expect(calls).toHaveLength(arrivals.length);
      expect(calls.some(({ at, asked }) => at > asked)).toBe(true);
      expect(fullestWindow(calls)).toBeLessThanOrEqual(15);
      expect(idleMoments(calls, names, 15)).toEqual([]);
    },
  );

  it('goes on with two keys when one dies', () => {
    const { open, clock, start } = ringBench({ keys: ringKeys(...names), limits });
    const ring = open();
    const calls = runJobs({
      ring,
      clock,
      arrivals: Array.from({ length: 1000 }, () => start),
      until: start + minutes(10) - 1,
      lastsMs: () => 1000,
      answer: ({ keyId }, at) =>
        keyId === 'b' && at >= start + minutes(3)
          ? { ok: false, code: 'unauthorized', message: 'Runway refused the key.' }
          : { ok: true },
    });
    const countOf = (key: string) => calls.filter(({ keyId }) => keyId === key).length;
    // Its last window was full of calls before the first refusal came back.
    expect([countOf('a'), countOf('b'), countOf('c')]).toEqual([150, 60, 150]);
    expect(ring.usable(take)).toBe(2);
    expect(ring.rings()[0]?.keys[1]).toMatchObject({ state: 'refused', until: null, successes: 45, failures: 15 });
  });

  it('is that of one key when all are of one account', () => {
    const { open, clock, start } = ringBench({ keys: ringKeys('a@ada', 'b@ada', 'c@ada'), limits });
    const arrivals = Array.from({ length: 300 }, () => start);
    const calls = runJobs({ ring: open(), clock, arrivals, until: start + minutes(4) - 1, lastsMs: () => 10 });
    expect(calls).toHaveLength(15 * 4);
    expect(new Set(calls.map(({ keyId }) => keyId))).toEqual(new Set(['a', 'b', 'c']));
    expect(fullestWindow(calls)).toBe(15);
  });
});

describe('an account', () => {
  it('without credit leaves the work to the other, and is tried again after an hour', () => {
    const bench = ringBench({ keys: ringKeys('a@ada', 'b@ada', 'c') });
    const ring = bench.open();
    const lease = leased(ring.take(take));
    ring.report(lease, { ok: false, code: 'no-credit', message: 'Runway has no credit left.' });
    ring.release(lease);
    const keys = Array.from({ length: 4 }, () => leased(ring.take(take)).keyId);
    expect(keys).toEqual(['c', 'c', 'c', 'c']);
    expect(ring.usable(take)).toBe(3);
    bench.clock.moveTo(bench.start + minutes(60) - 1);
    expect(leased(ring.take(take)).keyId).toBe('c');
    bench.clock.moveTo(bench.start + minutes(60));
    expect(['a', 'b', 'c']).toContain(leased(ring.take(take)).keyId);
    expect(ring.rings()[0]?.keys.map(({ state }) => state)).toEqual(['healthy', 'healthy', 'healthy']);
  });

  it('is left alone for as long as the vendor asks, to the millisecond', () => {
    const bench = ringBench({ keys: ringKeys('a') });
    const ring = bench.open();
    ring.report(leased(ring.take(take)), {
      ok: false,
      code: 'rate-limited',
      message: 'Slow down.',
      retryAfterMs: 4321,
    });
    const until = bench.start + 4321;
    expect(waited(ring.take(take))).toEqual({
      text: 'a key cools down after a refusal for pace',
      until,
      hopeless: null,
    });
    const told: number[] = [];
    ring.onChange(() => told.push(bench.clock.now()));
    bench.clock.moveTo(until - 1);
    waited(ring.take(take));
    bench.clock.moveTo(until + 1000);
    expect(told).toEqual([until]);
    leased(ring.take(take));
  });

  it('runs no more at once than it may, jobs that go on included', () => {
    const bench = ringBench({ keys: ringKeys('a@ada', 'b@ada'), limits: { atOnce: 2, perMinute: null } });
    const ring = bench.open();
    const goesOn = { keyId: 'b', label: 'b', account: 'ada', vendor: take };
    ring.occupy(goesOn);
    const lease = leased(ring.take(take));
    expect(waited(ring.take(take))).toEqual({ text: '2 jobs run at Runway already', until: null, hopeless: null });
    ring.release(goesOn);
    // Whoever releases twice frees nothing more.
    ring.release(goesOn);
    leased(ring.take(take));
    waited(ring.take(take));
    ring.release(lease);
    leased(ring.take(take));
    expect(ring.rings()[0]).toMatchObject({ running: 2, keys: [{ running: 2 }, { running: 2 }] });
  });
});

describe('a key ring', () => {
  it('gives the place in the window back when the call was never sent', () => {
    const ring = ringBench({ keys: ringKeys('a'), limits: { perMinute: 1 } }).open();
    const lease = leased(ring.take(take));
    waited(ring.take(take));
    ring.giveBack(lease);
    ring.giveBack(lease);
    expect(ring.rings()[0]).toMatchObject({ running: 0, keys: [{ inWindow: 0 }] });
    leased(ring.take(take));
    waited(ring.take(take));
  });

  it('is hopeless without a key, and where all are refused, until one is revived', () => {
    const bench = ringBench({ keys: [] });
    const ring = bench.open();
    expect(waited(ring.take(take)).hopeless).toMatchObject({ message: 'This needs a Runway key.' });
    expect(ring.rings()).toEqual([]);
    bench.nowWith(...ringKeys('a'));
    ring.report(leased(ring.take(take)), { ok: false, code: 'unauthorized', message: 'Runway refused the key.' });
    expect(waited(ring.take(take)).hopeless?.code).toBe('unauthorized');
    expect(ring.usable(take)).toBe(0);
    ring.revive('a');
    expect(leased(ring.take(take)).keyId).toBe('a');
    expect(waited(ring.take(take, { not: new Set(['a']) })).hopeless?.message).toContain('No other Runway key');
    ring.refuse('a', 'Runway refused the key.');
    expect(waited(ring.take(take)).hopeless?.message).toBe('Runway refused a key.');
    expect(ring.rings()[0]?.keys[0]).toMatchObject({ failures: 1, reason: 'Runway refused the key.' });
  });

  it('tells when a wait may have ended', () => {
    const bench = ringBench({ keys: ringKeys('a'), limits: { perMinute: 1, atOnce: 1 } });
    const ring = bench.open();
    const told: string[] = [];
    const toldFor = (work: () => void) => {
      told.length = 0;
      work();
      return told.length > 0;
    };
    const stop = ring.onChange((vendorId) => told.push(vendorId));
    expect(toldFor(() => void ring.take(take))).toBe(false);
    const lease = { keyId: 'a', label: 'a', account: 'a', vendor: take };
    expect(toldFor(() => ring.occupy(lease))).toBe(false);
    expect(toldFor(() => ring.release(lease))).toBe(true);
    expect(toldFor(() => ring.release(lease))).toBe(false);
    expect(toldFor(() => ring.revive('a'))).toBe(true);
    expect(toldFor(() => ring.limitsChanged())).toBe(true);
    expect(toldFor(() => bench.nowWith(...ringKeys('a', 'b')))).toBe(true);
    stop();
    expect(toldFor(() => ring.limitsChanged())).toBe(false);
  });

  it('rings for every cool-down, not only for the first', () => {
    const bench = ringBench({ keys: ringKeys('a', 'b') });
    const ring = bench.open();
    for (const retryAfterMs of [5000, 9000]) {
      ring.report(leased(ring.take(take)), { ok: false, code: 'rate-limited', message: 'Slow down.', retryAfterMs });
    }
    const told: number[] = [];
    ring.onChange(() => told.push(bench.clock.now() - bench.start));
    bench.clock.moveTo(bench.start + minutes(5));
    expect(told).toEqual([5000, 9000]);
    expect(bench.clock.alarms()).toBe(0);
  });

  it('is written at once where it decides about a key, and with the others of some seconds where it is one more success', () => {
    const bench = ringBench({ keys: ringKeys('a', 'b') });
    const written: string[] = [];
    bench.saved.set = (keyId, { state, successes, failures }) => {
      written.push(`${keyId} ${state} ${successes} ${failures}`);
      return bench.saved;
    };
    const ring = bench.open();
    for (let call = 0; call < 6; call++) ring.report(leased(ring.take(take)), { ok: true });
    expect(written).toEqual([]);
    bench.clock.moveTo(bench.start + 5000);
    expect(written).toEqual(['a healthy 3 0', 'b healthy 3 0']);

    ring.report(leased(ring.take(take)), { ok: true });
    ring.report(leased(ring.take(take)), { ok: false, code: 'content-rejected', message: 'No.' });
    expect(written.slice(2)).toEqual(['b healthy 3 1']);
    ring.flush();
    expect(written.slice(3)).toEqual(['a healthy 4 0']);
    expect(bench.clock.alarms()).toBe(0);
  });

  it('what could not be written is written later', () => {
    const bench = ringBench({ keys: ringKeys('a') });
    const write = bench.saved.set.bind(bench.saved);
    bench.saved.set = () => {
      throw new AppError({ code: 'disk-full' });
    };
    const ring = bench.open();
    ring.report(leased(ring.take(take)), { ok: true });
    bench.clock.moveTo(bench.start + 5000);
    expect(() => ring.report(leased(ring.take(take)), { ok: false, code: 'unauthorized', message: 'No.' })).toThrow(
      AppError,
    );
    bench.saved.set = write;
    ring.flush();
    expect(bench.saved.get('a')).toMatchObject({ state: 'refused', successes: 1, failures: 1 });
  });

  it('puts a verdict in force and tells it, although it cannot be written', () => {
    const bench = ringBench({ keys: ringKeys('a') });
    bench.saved.set = () => {
      throw new Error('disk full');
    };
    const ring = bench.open();
    const lease = leased(ring.take(take));
    let told = 0;
    ring.onChange(() => told++);
    expect(() => ring.report(lease, { ok: false, code: 'unauthorized', message: 'No.' })).toThrow('disk full');
    expect([ring.usable(take), told]).toEqual([0, 1]);
  });
});

describe('after a restart', () => {
  const callOf = (keyId: string, at: number): RecentCall => ({
    vendor: take,
    keyId,
    createdAt: new Date(at).toISOString(),
  });

  it('a burst respects the calls made before it', () => {
    const bench = ringBench({ keys: ringKeys('a', 'b'), limits: { perMinute: 15 } });
    const before = Array.from({ length: 15 }, (_, index) => bench.start - 50_000 + index * 1000);
    bench.recent.push(...before.map((at) => callOf('a', at)), callOf('b', bench.start - 30_000));
    const { start, clock } = bench;
    const arrivals = Array.from({ length: 200 }, () => start);
    const calls = runJobs({ ring: bench.open(), clock, arrivals, until: start + minutes(3), lastsMs: () => 5 });
    expect(calls.filter(({ at }) => at === start)).toHaveLength(14);
    const earlier = bench.recent.map(({ keyId, createdAt }) => ({
      at: Date.parse(createdAt),
      asked: 0,
      keyId,
      account: keyId,
    }));
    const all = [...earlier, ...calls];
    expect(fullestWindow(all)).toBe(15);
    expect(idleMoments(all, ['a', 'b'], 15).filter((at) => at >= start)).toEqual([]);
  });

  it('keys fare as before; one from the environment is asked again', () => {
    const bench = ringBench({ keys: ringKeys('a', 'b', 'env-runway') });
    const ring = bench.open();
    const codes = ['rate-limited', 'unauthorized', 'unauthorized'] as const;
    for (const code of codes) ring.report(leased(ring.take(take)), { ok: false, code, message: `It said ${code}.` });
    const again = bench.open();
    expect(again.rings()[0]?.keys).toMatchObject([
      { state: 'cooling', until: new Date(bench.start + 60_000).toISOString(), reason: 'It said rate-limited.' },
      { state: 'refused', failures: 1 },
      { state: 'healthy', failures: 1 },
    ]);
    bench.clock.moveTo(bench.start + 60_000);
    again.report(leased(again.take(take, { not: new Set(['env-runway']) })), {
      ok: false,
      code: 'rate-limited',
      message: 'Slow down.',
    });
    expect(again.rings()[0]?.keys[0]?.until).toBe(new Date(bench.start + 180_000).toISOString());
  });

  it('nothing is left of a key that was removed', () => {
    const bench = ringBench({ keys: ringKeys('a', 'b') });
    const ring = bench.open();
    ring.report(leased(ring.take(take)), { ok: true });
    ring.flush();
    expect([...bench.saved.keys()]).toEqual(['a']);
    ring.report(leased(ring.take(take, { not: new Set(['b']) })), { ok: true });
    bench.nowWith(...ringKeys('b'));
    ring.flush();
    expect([...bench.saved.keys()]).toEqual([]);
  });
});

it('shows how the keys fare and what is waited for', () => {
  const bench = ringBench({ keys: ringKeys('a@ada', 'b@ada') });
  const ring = bench.open();
  const [first, second] = [leased(ring.take(take)), leased(ring.take(take))];
  ring.report(first, { ok: true });
  ring.report(second, { ok: false, code: 'content-rejected', message: 'No.' });
  const wait = { text: 'all 2 Runway keys are at 10 calls a minute', until: bench.start + 60_000 };
  const healthy = { account: 'ada', state: 'healthy', until: null, reason: null, inWindow: 2, running: 2 };
  expect(ring.rings(() => ({ waiting: 3, wait }))).toEqual([
    {
      vendor: 'runway',
      limits: bench.limits,
      keys: [
        { keyId: 'a', label: 'a', ...healthy, successes: 1, failures: 0 },
        { keyId: 'b', label: 'b', ...healthy, successes: 0, failures: 1 },
      ],
      running: 2,
      waiting: 3,
      wait: { text: wait.text, until: '2026-11-20T12:01:00.000Z' },
    },
  ]);
});
