import { z } from 'zod';

/** Money is whole micro-dollars (1 USD = 1,000,000): vendors charge fractions of a cent and sums must not drift. */
export const microsSchema = z.number().int().nonnegative();
export const microsPerUsd = 1_000_000;
/** The most that one call can have cost: a million dollars. Sums of such amounts stay whole numbers. */
export const mostMicros = 1_000_000 * microsPerUsd;

export const usdToMicros = (usd: number): number => Math.round(usd * microsPerUsd);

/** `$0.24`; below ten cents with as many digits as needed (`$0.003`); free is `free`. */
export function formatMicros(micros: number): string {
  if (micros === 0) return 'free';
  const usd = micros / microsPerUsd;
  if (usd >= 0.1) return `$${usd.toFixed(2)}`;
  return `$${usd.toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
}

export const priceSchema = z.object({
  micros: microsSchema,
  /** What one price unit buys. Characters are counted in thousands. */
  per: z.enum(['run', 'second', 'image', 'thousand-characters']),
  /** Added for each character of the prompt, at worst: vendors that bill a picture by tokens bill its prompt too. */
  promptMicros: z.number().int().positive().optional(),
  /** The vendor bills whole credits, each of so many micros. */
  credit: z.number().int().positive().optional(),
  /** `exact` from the vendor's price page, `estimate` where the source is weak or depends on compute time. */
  certainty: z.enum(['exact', 'estimate']),
  /** ISO date of the figure. */
  asOf: z.string(),
});
export type Price = z.infer<typeof priceSchema>;

/** What one run costs at most, in micros. `seconds` and `characters` are of the frozen inputs. */
export function priceOf(price: Pick<Price, 'micros' | 'per' | 'credit' | 'promptMicros'>, amount: Amount): number {
  const { credit = 1, promptMicros = 0 } = price;
  return Math.ceil((unrounded(price, amount) + promptMicros * amount.characters) / credit) * credit;
}

type Amount = { readonly seconds: number; readonly characters: number };

function unrounded(price: Pick<Price, 'micros' | 'per'>, amount: Amount): number {
  switch (price.per) {
    case 'run':
    case 'image':
      return price.micros;
    case 'second':
      return price.micros * amount.seconds;
    case 'thousand-characters':
      return (price.micros * amount.characters) / 1000;
  }
}

/** `$0.05 / s`, `$0.003 / image`, `free`. */
export function formatPrice(price: Price): string {
  if (price.micros === 0) return 'free';
  const unit = { run: 'take', second: 's', image: 'image', 'thousand-characters': '1,000 characters' }[price.per];
  return `${price.certainty === 'estimate' ? 'about ' : ''}${formatMicros(price.micros)} / ${unit}`;
}
