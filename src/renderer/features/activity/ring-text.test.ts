import { describe, expect, it } from 'vitest';
import type { Job } from '../../../shared/job.ts';
import type { KeyHealth, VendorRing } from '../../../shared/key.ts';
import {
  againText,
  busyRings,
  lineText,
  nextTurn,
  ownWait,
  ringLine,
  ringTone,
  roomOf,
  waitText,
} from './ring-text.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const inSeconds = (seconds: number) => new Date(now + seconds * 1000).toISOString();

const key = (keyId: string, fields: Partial<KeyHealth> = {}): KeyHealth => ({
  ...{ keyId, label: keyId, account: keyId, state: 'healthy', until: null, reason: null },
  ...{ inWindow: 0, running: 0, successes: 0, failures: 0 },
  ...fields,
});
const ring = (fields: Partial<VendorRing> = {}): VendorRing => ({
  vendor: 'replicate',
  limits: { perMinute: 10, atOnce: 4, coolDownSeconds: 30 },
  keys: [key('a'), key('b')],
  running: 3,
  waiting: 0,
  wait: null,
  ...fields,
});

describe('a ring in one line', () => {
  it('says how many run of those that may, and how many keys are ready', () => {
    expect(ringLine(ring())).toBe('3 of 8 running · 2 keys ready');
    expect(ringLine(ring({ keys: [key('a')], running: 0 }))).toBe('0 of 4 running · 1 key ready');
  });

  it('counts room once for keys of one account, and none for keys that cannot be used', () => {
    expect(roomOf(ring({ keys: [key('a'), key('b', { account: 'a' })] }))).toBe(4);
    const keys = [key('a', { state: 'cooling' }), key('b', { state: 'refused' })];
    expect(ringLine(ring({ keys }))).toBe('3 of 4 running · 0 of 2 keys ready');
    expect(ringLine(ring({ keys: [key('a', { state: 'dry' })] }))).toBe('3 running · 0 of 1 key ready');
    expect(ringLine(ring({ keys: [] }))).toBe('3 running · no key');
  });

  it('warns while some keys rest, and is bad when none is left', () => {
    expect(ringTone(ring())).toBe('ok');
    expect(ringTone(ring({ keys: [key('a'), key('b', { state: 'refused' })] }))).toBe('warn');
    expect(ringTone(ring({ keys: [key('a', { state: 'dry' })] }))).toBe('bad');
  });

  it('is shown while there is something to do, the busiest first', () => {
    const [idle, few, many] = [ring({ running: 0 }), ring({ running: 1 }), ring({ running: 1, waiting: 9 })];
    expect(busyRings([idle, few, many])).toEqual([many, few]);
  });
});

describe('a wait', () => {
  const text = 'all 2 Runway keys are at 10 calls a minute';

  it('is counted down while it is known until when', () => {
    expect(waitText({ text, until: inSeconds(14) }, now)).toBe(`${text}, next in 0:14`);
    expect(waitText({ text, until: null }, now)).toBe(text);
    expect(waitText({ text, until: inSeconds(-1) }, now)).toBe(text);
    expect(waitText(undefined, now)).toBeNull();
  });

  it('counts the jobs of other films in the same line', () => {
    expect(lineText(1, 1)).toBe('1 waits');
    expect(lineText(12, 15)).toBe('12 wait, 3 more of other films');
    expect(lineText(12, 0)).toBe('12 wait');
  });

  it("is a job's own where it differs from that of its vendor's line", () => {
    const waits = (progress: Partial<Job['progress']>) =>
      ({ progress: { fraction: null, secondsLeft: null, text, ...progress } }) as Job;
    const until = inSeconds(8);
    expect(ownWait(waits({ until }), { text, until: null })).toBeNull();
    expect(ownWait(waits({ text: 'Waiting for its turn' }), null)).toBeNull();
    const down = 'Runway does not answer. Trying again.';
    expect(ownWait(waits({ text: down, until }), { text, until: null })).toEqual({ text: down, until });
    expect(againText({ text: down, until }, now)).toBe('Runway does not answer. Trying again in 0:08');
  });

  it('ends first at the vendor whose turn comes soonest, of those that a film waits for', () => {
    const rings = [
      ring({ vendor: 'fal', wait: { text, until: inSeconds(5) } }),
      ring({ vendor: 'runway', wait: { text, until: inSeconds(14) } }),
      ring({ vendor: 'piapi', wait: { text, until: null } }),
    ];
    expect(nextTurn(rings, new Set(['runway', 'piapi']))).toBe(now + 14_000);
    expect(nextTurn(rings, new Set(['piapi']))).toBeNull();
  });
});
