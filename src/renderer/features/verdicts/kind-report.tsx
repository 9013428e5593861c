import type { RankRules } from '../../../shared/rank-wish.ts';
import type { KindRating } from '../../../shared/verdict.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useNames } from '../../lib/use-names.ts';
import { PricePicture } from './price-picture.tsx';
import { ratingRows, rivalSentences } from './rating-rows.ts';
import { RatingTable } from './rating-table.tsx';

/** What the verdicts of a kind taught: in sentences, in figures, and against the price. */
export function KindReport({ rating, rules }: { rating: KindRating; rules: RankRules | null }) {
  const names = useNames();
  const { learnFromVerdicts } = useHello().settings;
  const rows = ratingRows(rating, rules, names.generator);
  if (rows.length === 0) {
    return (
      <p className="text-text-2">Nothing to rate yet: it takes two different generators, one of them found better.</p>
    );
  }
  return (
    <>
      <section aria-label="What they taught" className="flex flex-col gap-3">
        <ul className="flex flex-col gap-0.5 text-3">
          {rivalSentences(rating, names.generator).map((sentence) => (
            <li key={sentence} dir="auto">
              {sentence}
            </li>
          ))}
        </ul>
        <RatingTable rows={rows} showPoints={rating.kind !== null && learnFromVerdicts} />
      </section>
      {rows.length > 1 && (
        <section aria-label="Quality against price" className="flex flex-col gap-1">
          <h3 className="text-3 font-semibold">Quality against price</h3>
          <PricePicture rows={rows} />
        </section>
      )}
    </>
  );
}
