import type { Judgement } from '../../../shared/batch.ts';
import { formatMicros } from '../../../shared/money.ts';
import { useFilm } from '../film/session-context.ts';
import { remarksOf, sharesOf } from './batch-text.ts';
import { useCatalogue } from './use-catalogue.ts';

/** Who makes how many, and for how much. */
export function BatchShares({ judgement }: { judgement: Judgement }) {
  const { generators } = useCatalogue();
  const shares = sharesOf(judgement.wishes, generators);
  if (shares.length === 0) return null;
  return (
    <ul aria-label="By generator" className="flex flex-col">
      {shares.map(({ generator, name, vendorName, count, micros, estimated }) => (
        <li key={generator} className="flex items-baseline gap-3 border-b border-line py-1.5 last:border-b-0">
          <span className="min-w-0 grow truncate">
            <span className="font-medium">{name}</span>
            {vendorName && vendorName !== name && <span className="text-text-2"> · {vendorName}</span>}
          </span>
          <span className="tabular text-text-2">× {count}</span>
          <span className="tabular w-22 text-end">
            {estimated && 'about '}
            {formatMicros(micros)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What is good to know before it starts. */
export function BatchRemarks({ judgement }: { judgement: Judgement }) {
  const { scenes } = useFilm();
  const { generators } = useCatalogue();
  const remarks = remarksOf(judgement.wishes, scenes, generators);
  if (remarks.length === 0) return null;
  return (
    <section aria-label="Good to know" className="flex flex-col gap-1">
      <h3 className="text-3 font-semibold">Good to know</h3>
      <ul className="flex flex-col gap-1 text-text-2">
        {remarks.map(({ text, scenes: numbers }) => (
          <li key={text}>
            <span className="tabular me-2 text-text-3">
              {numbers.length === 1 ? 'scene' : 'scenes'} {numbers.slice(0, 12).join(', ')}
              {numbers.length > 12 && ' …'}
            </span>
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
