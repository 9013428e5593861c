import type { FinishPlan } from './batch.ts';
import { formatMicros } from './money.ts';
import type { Role } from './take.ts';

/** A generator that could make what a scene lacks. */
export type FinishOption = {
  readonly generator: string;
  readonly vendor: string;
  readonly priceMicros: number;
  /** How good a choice it is for this scene, more is better: see `Ranked.merit`. */
  readonly merit: number;
};

/** What a scene lacks, with who could make it, best first. */
export type FinishNeed = { readonly sceneId: string; readonly role: Role; readonly options: readonly FinishOption[] };

export type FinishOrder = {
  readonly needs: readonly FinishNeed[];
  /** What may still be spent in all; null is no limit. */
  readonly leftMicros: number | null;
  /** What may still be spent at vendors that have a budget. */
  readonly leftOfVendors: Readonly<Record<string, number>>;
};

/**
 * One generator for each need so that all fit into what is left, if that can be done at all, and then as good ones as the
 * money allows: everybody starts with the cheapest, and each dollar goes where it gains the most merit. Never plans more
 * than what is left. The same order gives the same plan.
 */
export function finishPlan(order: FinishOrder): FinishPlan {
  const purse = newPurse(order);
  const picks: Picks = new Map();
  for (const need of cheapestFirst(order.needs)) start(need, picks, purse);
  for (const step of stepsOf(order.needs)) climb(step, picks, purse);
  for (const need of order.needs) spendRest(need, picks, purse);
  const scenes = order.needs.map((need) => planned(need, picks.get(need), order));
  return { leftMicros: order.leftMicros, micros: scenes.reduce((sum, { micros }) => sum + micros, 0), scenes };
}

type Picks = Map<FinishNeed, FinishOption>;

/** What is left while the plan is made. */
type Purse = {
  /** Whether `next` fits instead of `now`. */
  fits(next: FinishOption, now?: FinishOption): boolean;
  swap(next: FinishOption, now?: FinishOption): void;
};

function newPurse({ leftMicros, leftOfVendors }: FinishOrder): Purse {
  let left = leftMicros ?? Number.POSITIVE_INFINITY;
  const ofVendors = new Map(Object.entries(leftOfVendors));
  const freed = (vendor: string, now?: FinishOption) => (now?.vendor === vendor ? now.priceMicros : 0);
  return {
    fits(next, now) {
      const ofVendor = ofVendors.get(next.vendor) ?? Number.POSITIVE_INFINITY;
      return (
        next.priceMicros <= left + (now?.priceMicros ?? 0) && next.priceMicros <= ofVendor + freed(next.vendor, now)
      );
    },
    swap(next, now) {
      left += (now?.priceMicros ?? 0) - next.priceMicros;
      for (const [option, sign] of [[now, 1] as const, [next, -1] as const]) {
        const before = option && ofVendors.get(option.vendor);
        if (option && before !== undefined) ofVendors.set(option.vendor, before + sign * option.priceMicros);
      }
    },
  };
}

/** By price, and of one price the better. */
const byPrice = (a: FinishOption, b: FinishOption): number => a.priceMicros - b.priceMicros || b.merit - a.merit;

const cheapest = ({ options }: FinishNeed): number => Math.min(...options.map(({ priceMicros }) => priceMicros));

/** So that as many as possible find a place. */
const cheapestFirst = (needs: readonly FinishNeed[]): FinishNeed[] =>
  needs
    .filter(({ options }) => options.length > 0)
    .map((need) => ({ need, price: cheapest(need) }))
    .sort((a, b) => a.price - b.price)
    .map(({ need }) => need);

function start(need: FinishNeed, picks: Picks, purse: Purse): void {
  const first = [...need.options].sort(byPrice).find((option) => purse.fits(option));
  if (first) take(need, first, picks, purse);
}

function take(need: FinishNeed, option: FinishOption, picks: Picks, purse: Purse): void {
  purse.swap(option, picks.get(need));
  picks.set(need, option);
}

/** From one option to a better and dearer one. */
type Step = { readonly need: FinishNeed; readonly to: FinishOption; readonly gain: number };

/**
 * The upgrades worth their money, the best gain for a dollar first. Of each need only options on its upper convex hull (the
 * greedy solution of the multiple-choice knapsack problem): gains then fall from step to step, so the order stands.
 */
const stepsOf = (needs: readonly FinishNeed[]): Step[] =>
  needs
    .flatMap((need) => {
      const hull = hullOf(need.options);
      return hull.slice(1).map((to, index): Step => ({ need, to, gain: slope(hull[index], to) }));
    })
    .sort((a, b) => b.gain - a.gain);

function hullOf(options: readonly FinishOption[]): FinishOption[] {
  const hull: FinishOption[] = [];
  for (const option of [...options].sort(byPrice)) {
    if (hull.some(({ merit }) => merit >= option.merit)) continue;
    while (hull.length > 1 && slope(hull.at(-2), hull.at(-1)) <= slope(hull.at(-2), option)) hull.pop();
    hull.push(option);
  }
  return hull;
}

/** Merit for a micro. */
function slope(from: FinishOption | undefined, to: FinishOption | undefined): number {
  if (!from || !to) return 0;
  return (to.merit - from.merit) / (to.priceMicros - from.priceMicros);
}

function climb({ need, to }: Step, picks: Picks, purse: Purse): void {
  const now = picks.get(need);
  if (now && to.merit > now.merit && purse.fits(to, now)) take(need, to, picks, purse);
}

/** What the steps left over may still buy something between them. */
function spendRest(need: FinishNeed, picks: Picks, purse: Purse): void {
  const now = picks.get(need);
  const better = need.options.filter(({ merit }) => now && merit > now.merit).sort((a, b) => b.merit - a.merit);
  const best = better.find((option) => purse.fits(option, now));
  if (best) take(need, best, picks, purse);
}

function planned(need: FinishNeed, pick: FinishOption | undefined, order: FinishOrder): FinishPlan['scenes'][number] {
  const { sceneId, role, options } = need;
  const { generator = null, priceMicros: micros = 0 } = pick ?? {};
  return { sceneId, role, generator, micros, reason: reasonFor(options, pick, order) };
}

function reasonFor(
  options: readonly FinishOption[],
  pick: FinishOption | undefined,
  { leftMicros }: FinishOrder,
): string {
  if (options.length === 0) return 'No generator can make it now.';
  const from = formatMicros(Math.min(...options.map(({ priceMicros }) => priceMicros)));
  if (!pick) return `It costs at least ${from}, which is more than what is left.`;
  const best = options.every(({ merit }) => merit <= pick.merit);
  if (best) return 'The best choice for this scene.';
  const dear = leftMicros === null ? 'what its vendor’s budget has left' : 'what is left';
  return options.every(({ priceMicros }) => priceMicros >= pick.priceMicros)
    ? `The cheapest, so that as much as possible fits ${dear}.`
    : `The best that fits ${dear}.`;
}
