import { usdToMicros } from '../../shared/money.ts';
import type { Settings } from '../../shared/settings.ts';

/** The budgets that one paid call has to keep to, in micro-dollars; null is no limit. */
export type Caps = {
  readonly filmMicros: number | null;
  /** For the local calendar day. */
  readonly dayMicros: number | null;
  /** For the local calendar month. */
  readonly vendorMicros: number | null;
  /** Whose budget the last one is, for people. */
  readonly vendorName: string;
};

/** The caps for a call to `vendor` in a film with this budget (US dollars; null is none). */
export function capsFor(
  filmBudgetUsd: number | null,
  budgets: Settings['budgets'],
  vendor: { readonly id: string; readonly name: string },
): Caps {
  return {
    filmMicros: capMicrosOrNone(filmBudgetUsd),
    dayMicros: capMicrosOrNone(budgets.dayUsd),
    vendorMicros: capMicrosOrNone(budgets.vendorUsd[vendor.id] ?? null),
    vendorName: vendor.name,
  };
}

/** A budget in US dollars as micro-dollars; one beyond all counting as the most that can be counted. */
export const capMicros = (usd: number): number => Math.min(usdToMicros(usd), Number.MAX_SAFE_INTEGER);

/** The same for a budget that may be none. */
export const capMicrosOrNone = (usd: number | null): number | null => (usd === null ? null : capMicros(usd));
