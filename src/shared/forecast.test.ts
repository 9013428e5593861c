import { describe, expect, test } from 'vitest';
import { describeBites, type ForecastVendor, forecast } from './forecast.ts';

const vendor = (atOnce: number, perMinute: number | null = null, accounts = 1): ForecastVendor => ({
  limits: { atOnce, perMinute },
  accounts,
});
const jobs = (count: number, seconds: number, name = 'a') =>
  Array.from({ length: count }, () => ({ vendor: name, seconds }));

describe('the forecast', () => {
  test('nothing takes no time', () => expect(forecast([], {})).toEqual({ seconds: 0, bites: [], finishes: [] }));

  test('places: 10 jobs of 30 s, 4 at once, are three rounds', () => {
    expect(forecast(jobs(10, 30), { a: vendor(4) })).toEqual({
      seconds: 90,
      bites: [{ vendor: 'a', limit: 'atOnce', seconds: 60 }],
      finishes: [30, 30, 30, 30, 60, 60, 60, 60, 90, 90],
    });
  });

  test('windows: 3 calls in any 60 s', () => {
    const { seconds, bites, finishes } = forecast(jobs(8, 10), { a: vendor(100, 3) });
    expect(finishes).toEqual([10, 10, 10, 70, 70, 70, 130, 130]);
    expect(seconds).toBe(130);
    expect(bites).toEqual([{ vendor: 'a', limit: 'perMinute', seconds: 120 }]);
  });

  test('both: each limit is charged with its own waiting', () => {
    // Two at once for 40 s: starts at 0, 0, 40; the fourth waits for the window of 0 + 60.
    const { finishes, bites } = forecast(jobs(4, 40), { a: vendor(2, 3) });
    expect(finishes).toEqual([40, 40, 80, 100]);
    expect(bites).toEqual([
      { vendor: 'a', limit: 'atOnce', seconds: 40 },
      { vendor: 'a', limit: 'perMinute', seconds: 20 },
    ]);
  });

  test('accounts multiply the limits', () => {
    expect(forecast(jobs(12, 30), { a: vendor(4, null, 3) })).toMatchObject({ seconds: 30, bites: [] });
    expect(forecast(jobs(9, 10), { a: vendor(100, 3, 2) }).finishes.at(-1)).toBe(70);
  });

  test('vendors do not wait for each other', () => {
    const both = [...jobs(4, 10), ...jobs(2, 50, 'b')];
    const { seconds, bites } = forecast(both, { a: vendor(1), b: vendor(2) });
    expect(seconds).toBe(50);
    expect(bites).toEqual([{ vendor: 'a', limit: 'atOnce', seconds: 30 }]);
  });

  test('a clip waits for its still, which bites nobody', () => {
    const chain = [
      { vendor: 'a', seconds: 5 },
      { vendor: 'b', seconds: 20, after: 0 },
      { vendor: 'b', seconds: 20 },
    ];
    expect(forecast(chain, { a: vendor(1), b: vendor(2) })).toEqual({ seconds: 25, bites: [], finishes: [5, 25, 20] });
  });

  test('mistakes of the caller are loud', () => {
    expect(() => forecast(jobs(1, 1), {})).toThrow('the vendor a');
    expect(() => forecast([{ vendor: 'a', seconds: 1, after: 0 }], { a: vendor(1) })).toThrow('job 0');
  });

  test.each([
    [1, 7, 1],
    [3, 15, 3],
    [8, 600, 1],
    [5, null, 2],
  ])('a thousand mixed jobs keep to %j at once, %j a minute, %j accounts', (atOnce, perMinute, accounts) => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ vendor: 'a', seconds: 5 + ((index * 37) % 90) }));
    const { finishes } = forecast(many, { a: vendor(atOnce, perMinute, accounts) });
    const starts = finishes.map((finish, index) => finish - (many[index]?.seconds ?? 0));
    for (const start of starts) {
      const running = starts.filter((other, index) => other <= start && (finishes[index] ?? 0) > start);
      const calls = starts.filter((other) => other > start - 60 && other <= start);
      expect(running.length).toBeLessThanOrEqual(atOnce * accounts);
      if (perMinute !== null) expect(calls.length).toBeLessThanOrEqual(perMinute * accounts);
    }
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});

test('bites are said for people', () => {
  const vendors = { a: { ...vendor(4, 10, 2), name: 'Acme' }, b: { ...vendor(1), name: 'Best' } };
  const bites = [
    { vendor: 'a', limit: 'atOnce', seconds: 9 },
    { vendor: 'a', limit: 'perMinute', seconds: 5 },
    { vendor: 'b', limit: 'atOnce', seconds: 2 },
  ] as const;
  expect(describeBites({ bites }, vendors)).toEqual([
    { vendor: 'a', text: 'Acme takes 8 jobs at once', seconds: 9 },
    { vendor: 'a', text: 'Acme takes 20 jobs a minute', seconds: 5 },
    { vendor: 'b', text: 'Best takes 1 job at once', seconds: 2 },
  ]);
});
