import { learnedReason } from '../../../shared/rank-learned.ts';
import type { RankRules } from '../../../shared/rank-wish.ts';
import { beats } from '../../../shared/rating.ts';
import { beatsText } from '../../../shared/rating-text.ts';
import type { KindRating } from '../../../shared/verdict.ts';

/** What a rating says of a generator, for people. */
export type RatingRow = {
  readonly generator: string;
  readonly name: string;
  /** How often it is found better than the average generator, 0 to 1, and that one standard error either way. */
  readonly chance: number;
  readonly low: number;
  readonly high: number;
  readonly met: number;
  readonly won: number;
  readonly allBad: number;
  readonly microsPerTake: number;
  readonly microsPerSecond: number | null;
  /** In the ranking of scenes of this kind; null where it does not count, as yet or over all kinds. */
  readonly points: number | null;
};

/** The rows of a kind, strongest first. */
export function ratingRows(
  rating: KindRating,
  rules: Pick<RankRules, 'learned'> | null,
  nameOf: (generator: string) => string,
): RatingRow[] {
  const { kind } = rating;
  return rating.generators.map(({ strength, error, generator, ...rest }) => {
    const reason = kind && rules && learnedReason({ ratings: [rating], rules, scene: { kind } }, generator);
    return {
      ...{ generator, name: nameOf(generator), ...rest },
      ...{ chance: chanceOf(strength), low: chanceOf(strength - error), high: chanceOf(strength + error) },
      points: reason ? reason.points : null,
    };
  });
}

const chanceOf = (strength: number): number => 1 / (1 + Math.exp(-strength));

/** How many of the next best the best one is set against. */
const rivals = 3;

/** `For testimonials, B beats A 7 in 10, at a third of the price.`: the best against those that come next. */
export function rivalSentences(rating: KindRating, nameOf: (generator: string) => string): string[] {
  const [first, ...others] = rating.generators;
  if (!first) return [];
  return others.slice(0, rivals).flatMap((other) => {
    const found = beats(rating, first.generator, other.generator);
    if (!found) return [];
    return beatsText({
      ...{ kind: rating.kind, winner: nameOf(first.generator), loser: nameOf(other.generator) },
      ...{ beats: found, prices: { winner: first, loser: other } },
    });
  });
}
