import { type Kind, kinds } from './film.ts';
import { type Ballot, ballotOf, choicesOf } from './rating-choices.ts';
import { fitStrengths } from './rating-fit.ts';
import { averagePrices } from './rating-price.ts';
import type { GeneratorRating, KindRating, Verdict } from './verdict.ts';

/**
 * What verdicts teach about generators: all kinds of scene together first, which is always there, then every kind that
 * has verdicts between generators, in the order of `kinds`. Pure, and the order of the verdicts does not matter.
 */
export function rateKinds(verdicts: readonly Verdict[]): KindRating[] {
  const each = kinds.map((kind) => rateKind(kind, verdicts));
  return [rateKind(null, verdicts), ...each.filter(({ generators }) => generators.length > 0)];
}

function rateKind(kind: Kind | null, verdicts: readonly Verdict[]): KindRating {
  const of = verdicts.filter((verdict) => kind === null || verdict.kind === kind);
  const ballots = of.flatMap((verdict) => ballotOf(verdict) ?? []);
  const { generators, ...choices } = choicesOf(ballots);
  const { strengths, covariance } = fitStrengths(choices);
  const standings = standingsOf(ballots);
  const prices = averagePrices(of);
  const rated = generators.map((generator, place) => {
    const { won, ...standing } = standings.get(generator) ?? noStanding;
    const { microsPerTake, microsPerSecond } = prices.get(generator) ?? noPrice;
    const error = Math.sqrt(Math.max(0, covariance[place]?.[place] ?? 0));
    const figures = { strength: settled(strengths[place] ?? 0), error, won: settled(won), ...standing };
    return { place, rating: { generator, ...figures, microsPerTake, microsPerSecond } };
  });
  rated.sort((a, b) => b.rating.strength - a.rating.strength || a.place - b.place);
  return {
    kind,
    verdicts: ballots.filter(({ best }) => best.length > 0).length,
    generators: rated.map(({ rating }) => rating),
    covariance: rated.map(({ place }) => rated.map((other) => covariance[place]?.[other.place] ?? 0)),
  };
}

/** To nine digits, so that those that are level are equal, whatever the order of the verdicts; never a negative nothing. */
const settled = (value: number): number => Math.round(value * 1e9) / 1e9 + 0;

type Standing = Pick<GeneratorRating, 'met' | 'won' | 'allBad'>;
const noStanding: Standing = { met: 0, won: 0, allBad: 0 };
const noPrice = { microsPerTake: 0, microsPerSecond: null };

function standingsOf(ballots: readonly Ballot[]): Map<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const { generators, best } of ballots) {
    for (const generator of generators) {
      const { met, won, allBad } = standings.get(generator) ?? noStanding;
      const share = best.includes(generator) ? 1 / best.length : 0;
      const bad = best.length === 0;
      standings.set(generator, { met: met + Number(!bad), won: won + share, allBad: allBad + Number(bad) });
    }
  }
  return standings;
}

/** A probability, with what it is when one standard error is in doubt either way. */
export type Beats = { readonly probability: number; readonly low: number; readonly high: number };

/** How probably a take of generator `a` is found better than one of `b`; null where one of them was never told from another. */
export function beats({ generators, covariance }: KindRating, a: string, b: string): Beats | null {
  const [i, j] = [a, b].map((id) => generators.findIndex(({ generator }) => generator === id));
  const [one, other] = [generators[i ?? -1], generators[j ?? -1]];
  if (i === undefined || j === undefined || !one?.met || !other?.met) return null;
  const cov = (row: number, at: number): number => covariance[row]?.[at] ?? 0;
  const error = Math.sqrt(Math.max(0, cov(i, i) + cov(j, j) - 2 * cov(i, j)));
  const ahead = one.strength - other.strength;
  return { probability: chance(ahead), low: chance(ahead - error), high: chance(ahead + error) };
}

/** How probably a take of `generator` is found better than one of another generator of the rating; null where there is none. */
export function beatsOthers({ generators }: KindRating, generator: string): number | null {
  const own = generators.find((each) => each.generator === generator);
  const others = generators.filter((each) => each !== own && each.met > 0);
  if (!own || others.length === 0) return null;
  return others.reduce((sum, { strength }) => sum + chance(own.strength - strength), 0) / others.length;
}

const chance = (ahead: number): number => 1 / (1 + Math.exp(-ahead));
