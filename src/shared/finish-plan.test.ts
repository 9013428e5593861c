import { describe, expect, test } from 'vitest';
import { type FinishNeed, type FinishOption, finishPlan } from './finish-plan.ts';
import { randomFrom } from './random.ts';

const option = (generator: string, priceMicros: number, merit: number, vendor = 'v'): FinishOption => ({
  ...{ generator, vendor, priceMicros, merit },
});
const need = (sceneId: string, ...options: FinishOption[]): FinishNeed => ({ sceneId, role: 'picture', options });
const plan = (needs: FinishNeed[], leftMicros: number | null, leftOfVendors: Record<string, number> = {}) =>
  finishPlan({ needs, leftMicros, leftOfVendors });
const picks = (...given: Parameters<typeof plan>) => plan(...given).scenes.map(({ generator }) => generator);

const usual = [option('best', 100, 90), option('good', 40, 60), option('poor', 10, 20)];
const three = [need('1', ...usual), need('2', ...usual), need('3', ...usual)];

describe('a plan to finish a film', () => {
  test.each<[number | null, (string | null)[], number]>([
    [null, ['best', 'best', 'best'], 300],
    [300, ['best', 'best', 'best'], 300],
    [299, ['best', 'best', 'good'], 240],
    [120, ['good', 'good', 'good'], 120],
    [100, ['good', 'good', 'poor'], 90],
    [30, ['poor', 'poor', 'poor'], 30],
    [29, ['poor', 'poor', null], 20],
    [0, [null, null, null], 0],
  ])('with %j left takes %j', (left, generators, micros) => {
    expect(picks(three, left)).toEqual(generators);
    expect(plan(three, left)).toMatchObject({ leftMicros: left, micros });
  });

  test('spends a dollar where it gains the most', () => {
    const needs = [
      need('little', option('a', 10, 50), option('b', 60, 55)),
      need('much', option('a', 10, 10), option('b', 60, 90)),
    ];
    expect(picks(needs, 70)).toEqual(['a', 'b']);
  });

  test('what the steps leave over still buys something between them', () => {
    // `mid` lies under the line from `low` to `top`, but `top` is too dear.
    const needs = [need('1', option('top', 100, 100), option('mid', 50, 20), option('low', 0, 0))];
    expect(picks(needs, 60)).toEqual(['mid']);
  });

  test('prefers the better of one price, whatever the order', () => {
    expect(picks([need('1', option('a', 10, 1), option('b', 10, 2))], 10)).toEqual(['b']);
  });

  test('keeps to the budgets of vendors, too', () => {
    const needs = ['1', '2', '3'].map((id) => need(id, option('a', 10, 90, 'acme'), option('b', 20, 50, 'best')));
    expect(picks(needs, null, { acme: 20 })).toEqual(['a', 'a', 'b']);
    expect(picks(needs, 40, { acme: 20 })).toEqual(['a', 'a', 'b']);
    expect(picks(needs, 39, { acme: 20 })).toEqual(['a', 'a', null]);
  });

  test('says why', () => {
    const reasons = (left: number | null) => plan(three, left).scenes.map(({ reason }) => reason);
    expect(new Set(reasons(null))).toEqual(new Set(['The best choice for this scene.']));
    expect(reasons(100)).toEqual([
      'The best that fits what is left.',
      'The best that fits what is left.',
      'The cheapest, so that as much as possible fits what is left.',
    ]);
    expect(reasons(29)[2]).toBe('It costs at least $0.00001, which is more than what is left.');
    expect(plan([need('1')], null).scenes[0]).toMatchObject({
      generator: null,
      reason: 'No generator can make it now.',
    });
  });
});

describe('whatever the prices', () => {
  const randomOf = (seed: number) => {
    const random = randomFrom(seed);
    return (below: number) => Math.floor(random() * below);
  };
  const caseOf = (seed: number) => {
    const random = randomOf(seed);
    const vendors = ['acme', 'best', 'core'];
    const needs = Array.from({ length: 1 + random(12) }, (_, index) =>
      need(
        `${index}`,
        ...Array.from({ length: random(6) }, (_, n) => option(`g${n}`, random(100), random(200), vendors[random(3)])),
      ),
    );
    const leftOfVendors: Record<string, number> = random(2) ? { acme: random(150) } : {};
    return {
      needs,
      leftMicros: random(8) === 0 ? null : random(600),
      leftOfVendors,
    };
  };
  const chosen = ({ needs }: { needs: readonly FinishNeed[] }, { scenes }: ReturnType<typeof finishPlan>) =>
    scenes.map(({ generator }, index) => needs[index]?.options.find((one) => one.generator === generator));

  const cases = Array.from({ length: 300 }, (_, seed) => seed);

  const staysWithin = (seed: number) => {
    const order = caseOf(seed);
    const made = finishPlan(order);
    const options = chosen(order, made).filter((one) => one !== undefined);
    const total = (vendor?: string) =>
      options.reduce((sum, one) => sum + (vendor === undefined || one.vendor === vendor ? one.priceMicros : 0), 0);
    expect(made.micros, `case ${seed}`).toBe(total());
    expect(total(), `case ${seed}`).toBeLessThanOrEqual(order.leftMicros ?? Number.POSITIVE_INFINITY);
    expect(total('acme'), `case ${seed}`).toBeLessThanOrEqual(order.leftOfVendors.acme ?? Number.POSITIVE_INFINITY);
    expect(finishPlan(order), `case ${seed}`).toEqual(made);
  };
  test('it stays within every budget', () => cases.forEach(staysWithin));

  const fitsAll = (seed: number) => {
    const { needs, leftMicros } = caseOf(seed);
    const order = { needs, leftMicros, leftOfVendors: {} };
    const options = chosen(order, finishPlan(order));
    const prices = needs
      .filter((one) => one.options.length)
      .map((one) => Math.min(...one.options.map((o) => o.priceMicros)));
    let [room, possible] = [leftMicros ?? Number.POSITIVE_INFINITY, 0];
    for (const price of prices.sort((a, b) => a - b)) {
      room -= price;
      if (room >= 0) possible += 1;
    }
    expect(options.filter(Boolean), `case ${seed}`).toHaveLength(possible);
    // Nothing left over would buy a single better one.
    const left =
      (leftMicros ?? Number.POSITIVE_INFINITY) - options.reduce((sum, one) => sum + (one?.priceMicros ?? 0), 0);
    for (const [index, now] of options.entries())
      for (const other of needs[index]?.options ?? [])
        if (now && other.merit > now.merit)
          expect(other.priceMicros - now.priceMicros, `case ${seed}`).toBeGreaterThan(left);
  };
  test('it fits as many as can be, and leaves nothing that buys a better one', () => cases.forEach(fitsAll));

  test('a thousand scenes of forty generators', () => {
    const random = randomOf(1);
    const many = Array.from({ length: 1000 }, (_, index) =>
      need(`${index}`, ...Array.from({ length: 40 }, (_, n) => option(`g${n}`, 1 + random(1_000_000), random(200)))),
    );
    const { micros, scenes } = plan(many, 100_000_000);
    expect(micros).toBeLessThanOrEqual(100_000_000);
    expect(scenes.every(({ generator }) => generator !== null)).toBe(true);
  });
});
