import { usdToMicros } from '../../../shared/money.ts';
import type { Budget } from '../../../shared/spending.ts';
import { formatSum } from '../../lib/usd.ts';

/** The money of a budget. `capMicros` null: nothing limits it. */
export type Purse = Pick<Budget, 'capMicros' | 'spentMicros' | 'reservedMicros'>;

/** `$3.20 spent · $1.10 reserved of $10.00`; without a limit the last part is missing. */
export function budgetText({ capMicros, spentMicros, reservedMicros }: Purse): string {
  const parts = [`${formatSum(spentMicros)} spent`, reservedMicros > 0 && `${formatSum(reservedMicros)} reserved`];
  const limit = capMicros === null ? '' : ` of ${formatSum(capMicros)}`;
  return parts.filter(Boolean).join(' · ') + limit;
}

/** What may still be spent; null without a limit. A limit that was lowered afterwards leaves nothing, not less. */
export const leftOf = ({ capMicros, spentMicros, reservedMicros }: Purse): number | null =>
  capMicros === null ? null : Math.max(0, capMicros - spentMicros - reservedMicros);

/** How much of the bar each part takes, 0 to 1, together never more than 1. A limit of nothing is full. */
export function barParts({ capMicros, spentMicros, reservedMicros }: Purse): { spent: number; reserved: number } {
  if (capMicros === null) return { spent: 0, reserved: 0 };
  if (capMicros === 0) return { spent: 1, reserved: 0 };
  const spent = Math.min(1, spentMicros / capMicros);
  return { spent, reserved: Math.min(1 - spent, reservedMicros / capMicros) };
}

/** The film's limit is the one of the working copy, which may not be saved yet; undefined where no film is open. */
export function asWritten(budget: Budget, budgetUsd: number | null | undefined): Budget {
  if (budget.kind !== 'film' || budgetUsd === undefined) return budget;
  return { ...budget, capMicros: budgetUsd === null ? null : usdToMicros(budgetUsd) };
}
