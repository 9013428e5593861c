import type { Hurdle } from '../../shared/batch.ts';
import { formatMicros } from '../../shared/money.ts';
import type { Budget } from '../../shared/spending.ts';
import type { PlannedWish } from './plan-wish.ts';

/** What all jobs cost when each is made by the first of its chain, and by the dearest; micros. */
export function priceRange(planned: readonly PlannedWish[]): {
  readonly lowMicros: number;
  readonly highMicros: number;
} {
  const sum = (costOf: (prices: readonly number[]) => number) =>
    planned.reduce((all, { links }) => all + costOf(links.map((link) => link.priceCeilingMicros)), 0);
  return { lowMicros: sum(([first = 0]) => first), highMicros: sum((prices) => Math.max(0, ...prices)) };
}

/**
 * The budgets that the batch does not fit into, each with what is missing. A job reserves what the first of its chain
 * costs; a fallback that costs more has to find its own room later.
 */
export function budgetHurdles(planned: readonly PlannedWish[], budgets: readonly Budget[]): Hurdle[] {
  return budgets.flatMap((budget) => {
    const { kind, key } = budget;
    const left = leftIn(budget);
    if (left === null) return [];
    const counted = kind === 'vendor' ? planned.filter(({ links: [first] }) => first?.vendor === key) : planned;
    const { lowMicros: needed } = priceRange(counted);
    return needed <= left ? [] : [overBudget(budget, left, needed)];
  });
}

/** What may still be promised out of a budget, in micros; null without a cap. */
export function leftIn({ capMicros, spentMicros, reservedMicros }: Budget): number | null {
  return capMicros === null ? null : Math.max(0, capMicros - spentMicros - reservedMicros);
}

function overBudget({ kind, key, name, capMicros }: Budget, left: number, needed: number): Hurdle {
  const room = `${left === 0 ? 'nothing' : formatMicros(left)} of the ${dollars(capMicros ?? 0)} budget is left`;
  return {
    code: 'over-budget',
    message: `${name}: ${room}, and this takes ${dollars(needed)}: ${dollars(needed - left)} is missing.`,
    action: 'Raise the budget, make fewer takes, or choose cheaper generators.',
    sceneId: null,
    vendor: kind === 'vendor' ? key : null,
    generator: null,
  };
}

const dollars = (micros: number): string => (micros === 0 ? '$0' : formatMicros(micros));
