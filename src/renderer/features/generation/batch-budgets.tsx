import { useQuery } from '@tanstack/react-query';
import { budgetsQuery } from '../../lib/queries.ts';
import { formatSum } from '../../lib/usd.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { BudgetLine } from '../spending/budget-bar.tsx';
import { asWritten, leftOf } from '../spending/budget-text.ts';

/** What may still be spent, of every budget that there is. */
export function BatchBudgets() {
  const { filmId } = useSession();
  const { budgetUsd } = useFilm();
  const budgets = (useQuery(budgetsQuery(filmId)).data ?? [])
    .map((budget) => asWritten(budget, budgetUsd))
    .filter(({ capMicros }) => capMicros !== null);
  if (budgets.length === 0) return null;
  return (
    <section aria-label="Budgets" className="flex flex-col gap-2.5 border-t border-line pt-4">
      {budgets.map((budget) => (
        <div key={`${budget.kind} ${budget.key}`} className="flex flex-col gap-1">
          <p className="flex justify-between gap-3 text-text-2">
            {budget.name}
            <span className="tabular">{formatSum(leftOf(budget) ?? 0)} left</span>
          </p>
          <BudgetLine name={budget.name} purse={budget} />
        </div>
      ))}
    </section>
  );
}
