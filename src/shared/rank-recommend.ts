import { type Generator, mayBeProposed, secondsToAsk } from './generator.ts';
import { formatMicros, priceOf } from './money.ts';
import type { Rankable } from './rank-hindrance.ts';
import type { RankReason } from './rank-wish.ts';

/** What somebody wants to spend: nothing, little, or whatever the best costs. */
export const budgetLevels = ['free', 'budget', 'premium'] as const;
export type BudgetLevel = (typeof budgetLevels)[number];

export type Recommendation<G> = { readonly generator: G; readonly reasons: readonly RankReason[] };

/** What prices are compared by: a clip or picture for five seconds, or a thousand characters spoken in a minute. */
const usualTake = { seconds: 5, characters: 1000 } as const;
const spokenSeconds = 60;

/**
 * The generator to begin with in a category at a budget level, with reasons, or null where there is none: `free` takes the
 * best that costs nothing, `budget` the best of the cheapest quarter of those that cost something, and `premium` the best.
 * Equal quality goes to the cheaper, then to the one that is offered first. Give it those that can be used, or all.
 * Points that the user's own verdicts gave (`learnedOf`, by generator id: `Ranked.learned`) are added to our judgement of quality.
 */
export function recommend<G extends Rankable>(
  generators: readonly G[],
  category: Generator['category'],
  level: BudgetLevel,
  learnedOf: (generator: string) => RankReason | null = () => null,
): Recommendation<G> | null {
  const priced = generators
    .filter((generator) => generator.category === category && mayBeProposed(generator))
    .map((generator) => ({ generator, micros: usualPrice(generator), learned: learnedOf(generator.id) }));
  const eligible = { free: priced.filter(isFree), budget: cheapestQuarter(priced), premium: priced }[level];
  const [best] = [...eligible].sort(byQuality);
  if (!best) return null;
  const texts = [`quality ${best.generator.quality} of 100`, priceText(best), ...levelText(level, eligible.length)];
  const reasons = texts.map((text) => ({ points: 0, text }));
  return { generator: best.generator, reasons: best.learned ? [...reasons, best.learned] : reasons };
}

type Priced<G> = { readonly generator: G; readonly micros: number; readonly learned: RankReason | null };

function usualPrice({ price, limits, role }: Rankable): number {
  if (role === 'voice') return priceOf(price, { ...usualTake, seconds: spokenSeconds });
  return priceOf(price, { ...usualTake, seconds: secondsToAsk(limits, usualTake.seconds) });
}

const isFree = ({ micros }: Priced<Rankable>): boolean => micros === 0;

function cheapestQuarter<G>(priced: readonly Priced<G>[]): Priced<G>[] {
  const paid = priced.filter(({ micros }) => micros > 0).sort((a, b) => a.micros - b.micros);
  return paid.slice(0, Math.ceil(paid.length / 4));
}

const byQuality = (a: Priced<Rankable>, b: Priced<Rankable>): number =>
  worth(b) - worth(a) || a.micros - b.micros || a.generator.priority - b.generator.priority;

const worth = ({ generator, learned }: Priced<Rankable>): number => generator.quality + (learned?.points ?? 0);

function priceText({ generator, micros }: Priced<Rankable>): string {
  if (micros === 0) return 'free';
  return `${formatMicros(micros)} for ${generator.role === 'voice' ? '1,000 characters' : '5 s'}`;
}

function levelText(level: BudgetLevel, count: number): string[] {
  if (level !== 'budget') return [];
  return [count === 1 ? 'the cheapest' : `the best of the ${count} cheapest`];
}
