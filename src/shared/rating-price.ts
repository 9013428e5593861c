import type { Contestant, GeneratorRating, Verdict } from './verdict.ts';

export type AveragePrice = Pick<GeneratorRating, 'microsPerTake' | 'microsPerSecond'>;

/** By generator: what its takes that stood for choice cost on average, each take once. */
export function averagePrices(verdicts: readonly Pick<Verdict, 'contestants'>[]): Map<string, AveragePrice> {
  const takes = new Map(verdicts.flatMap(({ contestants }) => contestants.map((each) => [each.takeId, each] as const)));
  const made = [...takes.values()].filter(({ generator }) => generator !== null);
  const prices = new Map<string, AveragePrice>();
  for (const [generator, its] of Map.groupBy(made, (take) => take.generator ?? ''))
    prices.set(generator, averageOf(its));
  return prices;
}

function averageOf(takes: readonly Contestant[]): AveragePrice {
  const clips = takes.filter(({ seconds }) => seconds !== null && seconds > 0);
  const seconds = clips.reduce((sum, clip) => sum + (clip.seconds ?? 0), 0);
  return { microsPerTake: micros(takes) / takes.length, microsPerSecond: seconds > 0 ? micros(clips) / seconds : null };
}

const micros = (takes: readonly Contestant[]): number => takes.reduce((sum, take) => sum + take.micros, 0);
