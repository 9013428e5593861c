import { describe, expect, it } from 'vitest';
import {
  type CallOutcome,
  called,
  callsAt,
  choose,
  factsAt,
  type Ring,
  type RingState,
  ran,
  reported,
  revived,
  uncalled,
} from './ring-state.ts';
import { ringKeys } from './testing/ring-bench.ts';

const limits = { perMinute: 3, atOnce: 4, coolDownSeconds: 60 };
const ringOf = (...names: readonly string[]): Ring => ({ keys: ringKeys(...names), limits });
const now = 1_000_000_000;
const no = (code: Extract<CallOutcome, { ok: false }>['code'], retryAfterMs?: number): CallOutcome => ({
  ok: false,
  code,
  message: `It said ${code}.`,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

/** A state after outcomes of the first key, each at a time from `now`. */
function stateAfter(ring: Ring, outcomes: readonly (readonly [atMs: number, CallOutcome])[], random = 1): RingState {
  const [key] = ring.keys;
  if (!key) throw new Error('a ring without keys');
  return outcomes.reduce<RingState>(
    (state, [at, outcome]) => reported(state, { ring, key, outcome, now: now + at, random }),
    {},
  );
}

describe('what follows a no', () => {
  it.each([
    ['rate-limited', 'cooling', 60_000],
    ['no-credit', 'dry', 3_600_000],
    ['unauthorized', 'refused', null],
    ['network', 'healthy', null],
    ['provider-down', 'healthy', null],
    ['timed-out', 'healthy', null],
    ['content-rejected', 'healthy', null],
    ['invalid-input', 'healthy', null],
  ] as const)('%s: the key is %s', (code, state, lasts) => {
    const facts = factsAt(stateAfter(ringOf('a'), [[0, no(code)]]), 'a', now);
    expect(facts).toMatchObject({ state, until: lasts === null ? null : now + lasts });
    expect(facts.reason).toBe(state === 'healthy' ? null : `It said ${code}.`);
  });

  it('counts only what the vendor refused', () => {
    const outcomes = [no('network'), no('fate-unknown'), no('content-rejected'), { ok: true } as const];
    const state = stateAfter(
      ringOf('a'),
      outcomes.map((outcome) => [0, outcome] as const),
    );
    expect(factsAt(state, 'a', now)).toMatchObject({ failures: 1, successes: 1 });
  });

  it('ends by itself, to the millisecond', () => {
    const state = stateAfter(ringOf('a'), [[0, no('rate-limited', 12_345)]]);
    expect(factsAt(state, 'a', now + 12_344).state).toBe('cooling');
    expect(factsAt(state, 'a', now + 12_345)).toMatchObject({ state: 'healthy', until: null, reason: null });
  });

  it('for credit concerns the whole account, for the key itself that key alone', () => {
    const ring = ringOf('a@ada', 'b@ada', 'c');
    const states = (state: RingState) => ['a', 'b', 'c'].map((id) => factsAt(state, id, now).state);
    expect(states(stateAfter(ring, [[0, no('no-credit')]]))).toEqual(['dry', 'dry', 'healthy']);
    expect(states(stateAfter(ring, [[0, no('rate-limited')]]))).toEqual(['cooling', 'cooling', 'healthy']);
    expect(states(stateAfter(ring, [[0, no('unauthorized')]]))).toEqual(['refused', 'healthy', 'healthy']);
  });
});

describe('the back-off', () => {
  /** How long the key cools after each refusal, when it is asked again as soon as it may be. */
  function coolings(count: number, random: number, retryAfterMs?: number): number[] {
    const outcomes: (readonly [number, CallOutcome])[] = [];
    let at = 0;
    return Array.from({ length: count }, () => {
      outcomes.push([at, no('rate-limited', retryAfterMs)]);
      const { until } = factsAt(stateAfter(ringOf('a'), outcomes, random), 'a', now + at);
      const lasted = (until ?? 0) - now - at;
      at += lasted;
      return lasted / 1000;
    });
  }

  it('doubles with each refusal in a row up to ten minutes, of which jitter takes at most half', () => {
    expect(coolings(6, 1)).toEqual([60, 120, 240, 480, 600, 600]);
    expect(coolings(6, 0)).toEqual([30, 60, 120, 240, 300, 300]);
  });

  it("takes the vendor's word, and when that was too little, at least the back-off", () => {
    expect(coolings(4, 1, 2000)).toEqual([2, 120, 240, 480]);
    expect(coolings(3, 1, 900_000)).toEqual([900, 900, 900]);
    expect(coolings(1, 1, Number.MAX_SAFE_INTEGER)).toEqual([24 * 3600]);
  });

  it('takes calls that are refused together for one refusal, until the last of their times', () => {
    const state = stateAfter(ringOf('a'), [
      [0, no('rate-limited', 5000)],
      [10, no('rate-limited', 9000)],
      [20, no('rate-limited', 1000)],
    ]);
    expect(factsAt(state, 'a', now + 20)).toMatchObject({ until: now + 9010, streak: 1, failures: 3 });
  });

  it('begins anew after a success, but not after one that was under way when the vendor said no', () => {
    const streak = (...outcomes: (readonly [number, CallOutcome])[]) =>
      factsAt(stateAfter(ringOf('a'), outcomes), 'a', now).streak;
    expect(streak([0, no('rate-limited')], [60_000, { ok: true }])).toBe(0);
    expect(streak([0, no('rate-limited')], [10, { ok: true }])).toBe(1);
  });
});

describe('revived', () => {
  it('frees the key and its account, but not a key that is refused', () => {
    const ring = ringOf('a@ada', 'b@ada', 'c@ada');
    const [a, b, c] = ring.keys;
    if (!a || !b || !c) throw new Error('three keys');
    const states = (state: RingState) => ring.keys.map(({ id }) => factsAt(state, id, now).state);
    const refusedC = reported({}, { ring, key: c, outcome: no('unauthorized'), now, random: 1 });
    const dry = reported(refusedC, { ring, key: a, outcome: no('no-credit'), now, random: 1 });
    expect(states(dry)).toEqual(['dry', 'dry', 'refused']);
    expect(states(revived(dry, ring, b))).toEqual(['healthy', 'healthy', 'refused']);
    expect(states(revived(dry, ring, c))).toEqual(['healthy', 'healthy', 'healthy']);
  });
});

describe('choose', () => {
  const calls = (...made: readonly (readonly [string, number])[]) =>
    made.reduce<RingState>((state, [id, at]) => called(state, id, now + at), {});
  const chosen = (ring: Ring, state: RingState, at = 0, not: readonly string[] = []) => {
    const answer = choose(ring, state, now + at, new Set(not));
    return 'id' in answer ? answer.id : answer.map(({ key, kind, until }) => [key.id, kind, until && until - now]);
  };

  it('takes the key whose turn lies longest ago, in ring order at first', () => {
    const ring = ringOf('a', 'b', 'c');
    expect(chosen(ring, {})).toBe('a');
    expect(chosen(ring, calls(['a', 0]))).toBe('b');
    expect(chosen(ring, calls(['a', 0], ['b', 0], ['c', 0], ['a', 1]))).toBe('b');
    expect(chosen(ring, {}, 0, ['a', 'b'])).toBe('c');
  });

  it('counts calls of an account in any 60 s, to the millisecond', () => {
    const ring = ringOf('a@ada', 'b@ada');
    const full = calls(['a', 0], ['b', 10], ['a', 20]);
    expect(chosen(ring, full, 59_999)).toEqual([
      ['a', 'pace', 60_000],
      ['b', 'pace', 60_000],
    ]);
    expect(chosen(ring, full, 60_000)).toBe('b');
    expect(chosen(ring, called(full, 'b', now + 60_000), 60_000)).toEqual([
      ['a', 'pace', 60_010],
      ['b', 'pace', 60_010],
    ]);
  });

  it('waits for the last of the calls that are too many when a limit was lowered', () => {
    const ring = { ...ringOf('a'), limits: { ...limits, perMinute: 1 } };
    expect(chosen(ring, calls(['a', 0], ['a', 10], ['a', 20]), 30)).toEqual([['a', 'pace', 60_020]]);
  });

  it('keeps an account to its jobs at once', () => {
    const ring = ringOf('a@ada', 'b@ada');
    const busy = [1, 2, 3, 4].reduce<RingState>((state) => ran(state, 'b', 1), {});
    expect(chosen(ring, busy)).toEqual([
      ['a', 'at-once', null],
      ['b', 'at-once', null],
    ]);
    expect(chosen(ring, ran(busy, 'b', -1))).toBe('a');
  });

  it('does not count a call that was given back', () => {
    const full = calls(['a', 0], ['a', 10], ['a', 20]);
    expect(chosen(ringOf('a'), uncalled(full, 'a', now + 10), 30)).toBe('a');
    expect(uncalled(full, 'a', now + 11)).toBe(full);
  });

  it('is not blocked for an hour when the clock was set back by one', () => {
    const full = calls(['a', 0], ['a', 10], ['a', 20]);
    expect(chosen(ringOf('a'), full, -3_600_000)).toBe('a');
    expect(callsAt(ringOf('a'), full, ringKeys('a')[0] ?? expect.unreachable(), now - 30_000)).toHaveLength(3);
  });
});
