import { formatMicros, microsPerUsd, usdToMicros } from '../../shared/money.ts';

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** A sum, where nothing is `$0.00` and not `free`: `$3.20`, `$1,204.50`; below ten cents with as many digits as it has. */
export function formatSum(micros: number): string {
  return micros > 0 && micros < microsPerUsd / 10 ? formatMicros(micros) : dollars.format(micros / microsPerUsd);
}

/** What somebody wrote into a field for money. */
export type WrittenUsd =
  | { readonly usd: number | null; readonly problem: null }
  | { readonly usd: null; readonly problem: string };

/** Commas between thousands. Any other comma may be meant for a point: `0,055` is not 55. */
const grouped = /^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;

/** `1`, `0.50`, `$12`, `1,200.5`; nothing is null. Whole micro-dollars, so that it can be compared with what is spent. */
export function readUsd(text: string): WrittenUsd {
  const typed = text.replace(/[\s$]/g, '');
  const written = grouped.test(typed) ? typed.replaceAll(',', '') : typed;
  if (written === '') return { usd: null, problem: null };
  if (!/^\d{1,7}(\.\d*)?$|^\.\d+$/.test(written)) return { usd: null, problem: 'Write a number such as 5 or 0.50' };
  return { usd: usdToMicros(Number(written)) / microsPerUsd, problem: null };
}
