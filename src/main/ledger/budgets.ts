import type { Budget } from '../../shared/spending.ts';
import type { BudgetSums } from './budget-sums.ts';
import type { LedgerStore } from './ledger-store.ts';
import { monthName } from './local-day.ts';

/** Whose budgets are asked for, with their caps in micro-dollars; null is no limit. */
export type BudgetsOrder = {
  readonly film: { readonly id: string; readonly capMicros: number | null } | null;
  readonly dayMicros: number | null;
  readonly vendors: readonly { readonly id: string; readonly name: string; readonly capMicros: number }[];
};

/** How full the budgets are: of the film, of today, and of the vendors in this month. */
export function budgetsNow({ db, guard, today }: LedgerStore, sums: BudgetSums, order: BudgetsOrder): Budget[] {
  // In one transaction, so that a line that another studio settles meanwhile is not counted twice or left out.
  return guard(() => db.transaction(() => allBudgets(sums, today(), order)));
}

function allBudgets(sums: BudgetSums, day: string, { film, dayMicros, vendors }: BudgetsOrder): Budget[] {
  const ofFilm: Budget[] = film
    ? [{ kind: 'film', key: film.id, name: 'This film', capMicros: film.capMicros, ...sums.film(film.id) }]
    : [];
  const ofVendors = vendors.map(
    ({ id, name, capMicros }): Budget => ({
      kind: 'vendor',
      key: id,
      name: `${name}, ${monthName(day)}`,
      capMicros,
      ...sums.vendor(id, day),
    }),
  );
  return [...ofFilm, { kind: 'day', key: day, name: 'Today', capMicros: dayMicros, ...sums.day(day) }, ...ofVendors];
}
