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
    filmMicros: microsOf(filmBudgetUsd),
    dayMicros: microsOf(budgets.dayUsd),
    vendorMicros: microsOf(budgets.vendorUsd[vendor.id] ?? null),
    vendorName: vendor.name,
  };
}

const microsOf = (usd: number | null): number | null => (usd === null ? null : usdToMicros(usd));
