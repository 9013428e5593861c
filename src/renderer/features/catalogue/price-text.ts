import type { Price } from '../../../shared/money.ts';
import { microsPerUsd, usdToMicros } from '../../../shared/money.ts';
import type { Settings } from '../../../shared/settings.ts';
import { readUsd } from '../../lib/usd.ts';
import { dateText } from './standing.ts';

export const unitNames: Readonly<Record<Price['per'], string>> = {
  run: 'a take',
  second: 'a second',
  image: 'an image',
  'thousand-characters': '1,000 characters',
};

/** How sure a price is, with its date: `from the vendor’s price page, 3 Nov 2026`. */
export const sourceText = ({ certainty, asOf }: Price): string =>
  `${certainty === 'exact' ? 'from the vendor’s price page' : 'an estimate'}, ${dateText(asOf)}`;

/** A price while it is being corrected. */
export type PriceDraft = { readonly usd: string; readonly per: Price['per'] };

export const draftOf = ({ micros, per }: Price): PriceDraft => ({ usd: String(micros / microsPerUsd), per });

/** The price that was written, of today (an ISO date); else what is wrong with it. */
export function readPrice(
  { usd, per }: PriceDraft,
  today: string,
): { readonly price: Price } | { readonly problem: string } {
  const read = readUsd(usd);
  if (read.problem !== null || read.usd === null)
    return { problem: read.problem ?? 'Write a number such as 0.05, or 0' };
  return { price: { micros: usdToMicros(read.usd), per, certainty: 'exact', asOf: today } };
}

/** The corrections with one made, or with `null` taken back. */
export function withPrice(
  own: Settings['generatorPrices'],
  id: string,
  price: Price | null,
): Settings['generatorPrices'] {
  const { [id]: _, ...others } = own;
  return price === null ? others : { ...others, [id]: price };
}
