import { AppError } from '../../shared/errors.ts';
import { microsPerUsd } from '../../shared/money.ts';
import type { BudgetSum, BudgetSums } from './budget-sums.ts';
import type { Caps } from './caps.ts';
import { monthName } from './local-day.ts';

/** A paid call that wants its money reserved. */
export type Wanted = { readonly filmId: string; readonly vendor: string; readonly micros: number };

type Check = {
  readonly budget: 'film' | 'day' | 'vendor';
  readonly name: string;
  readonly capMicros: number | null;
  readonly sum: () => BudgetSum;
  readonly action: string;
};

/**
 * Lets a call pass that fits into every budget, to the micro-dollar. Throws `over-budget` for the first that does not
 * hold it, with `details` {budget, capMicros, spentMicros, reservedMicros, neededMicros}.
 */
export function keepToCaps(sums: BudgetSums, caps: Caps, today: string, wanted: Wanted): void {
  // What is free cannot make it worse, even where a budget was lowered or a vendor took more than it said.
  if (wanted.micros === 0) return;
  for (const check of checksOf(sums, caps, today, wanted)) {
    if (check.capMicros === null) continue;
    const sum = check.sum();
    if (sum.spentMicros + sum.reservedMicros + wanted.micros > check.capMicros)
      throw overBudget(check, check.capMicros, sum, wanted.micros);
  }
}

function checksOf(sums: BudgetSums, caps: Caps, today: string, { filmId, vendor }: Wanted): Check[] {
  const name = caps.vendorName;
  return [
    {
      budget: 'film',
      name: 'The budget of this film',
      capMicros: caps.filmMicros,
      sum: () => sums.film(filmId),
      action: 'Raise the budget of the film, or choose a generator that costs less.',
    },
    {
      budget: 'day',
      name: 'The budget for today',
      capMicros: caps.dayMicros,
      sum: () => sums.day(today),
      action: 'Raise the daily budget in Settings, or go on tomorrow.',
    },
    {
      budget: 'vendor',
      name: `${name}'s budget for ${monthName(today)}`,
      capMicros: caps.vendorMicros,
      sum: () => sums.vendor(vendor, today),
      action: `Raise ${name}'s budget in Settings, or choose a generator of another vendor.`,
    },
  ];
}

function overBudget(check: Check, capMicros: number, sum: BudgetSum, neededMicros: number): AppError {
  const used = exactUsd(sum.spentMicros + sum.reservedMicros);
  return new AppError({
    code: 'over-budget',
    message: `${check.name} is ${exactUsd(capMicros)}; ${used} is spent or reserved, and this takes ${exactUsd(neededMicros)}.`,
    action: check.action,
    details: { budget: check.budget, capMicros, ...sum, neededMicros },
  });
}

/** `$19.40`, and as many digits as it takes to be exact: a sum that was rounded would seem to fit. */
const exactUsd = (micros: number): string => `$${(micros / microsPerUsd).toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
