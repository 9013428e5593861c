import type { SceneAsk } from './rank-ask.ts';
import type { RankReason, RankRules } from './rank-wish.ts';
import { beatsOthers } from './rating.ts';
import { oddsText } from './rating-text.ts';
import type { GeneratorRating, KindRating } from './verdict.ts';

type Taught = {
  readonly ratings?: readonly KindRating[];
  readonly rules: Pick<RankRules, 'learned'>;
  readonly scene: Pick<SceneAsk, 'kind'>;
};

/**
 * What the user's verdicts on scenes of this kind are worth to a generator: `your verdicts: beats the others 7 in 10 at
 * testimonial (12)`. Points only for what is beyond doubt, and none as yet where nothing is. Null where it has met others
 * fewer times than the rules ask for.
 */
export function learnedReason({ ratings = [], rules: { learned }, scene }: Taught, id: string): RankReason | null {
  const rating = ratings.find(({ kind }) => kind === scene.kind);
  const own = rating?.generators.find(({ generator }) => generator === id);
  const often = rating && beatsOthers(rating, id);
  if (!own || often == null || own.met < learned.least) return null;
  const points = pointsFor(own, learned);
  const said = points === 0 ? 'too close to tell' : `beats the others ${oddsText(often)}`;
  return { points, text: `your verdicts: ${said} at ${scene.kind} (${own.met})` };
}

function pointsFor({ strength, error }: GeneratorRating, { perLogit, most }: RankRules['learned']): number {
  const beyondDoubt = Math.max(0, Math.abs(strength) - error);
  const points = Math.min(most, Math.round(beyondDoubt * perLogit));
  return strength < 0 && points > 0 ? -points : points;
}
