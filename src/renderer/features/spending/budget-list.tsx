import type { Budget } from '../../../shared/spending.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { BudgetLine } from './budget-bar.tsx';
import { asWritten } from './budget-text.ts';
import type { FilmMoney } from './spending-panel.tsx';

/** The budgets that have a limit, each with how full it is; and where they are set. */
export function BudgetList({ budgets, film }: { budgets: readonly Budget[]; film: FilmMoney | null }) {
  const limited = budgets
    .map((budget) => asWritten(budget, film?.budgetUsd))
    .filter(({ capMicros }) => capMicros !== null);
  return (
    <section aria-label="Budgets" className="flex flex-col gap-3">
      <div className="flex items-center gap-2">
        <h3 className="grow text-3 font-semibold">Budgets</h3>
        {film && (
          <Button look="quiet" onClick={() => showPanel('film')}>
            Of this film…
          </Button>
        )}
        <Button look="quiet" onClick={() => showPanel('settings', 'money')}>
          Day and vendors…
        </Button>
      </div>
      {limited.length === 0 ? (
        <p className="text-text-2">Nothing limits spending. A budget stops paid work before it costs more.</p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(18rem,1fr))] gap-x-6 gap-y-3">
          {limited.map((budget) => (
            <li key={`${budget.kind}-${budget.key}`} className="flex flex-col gap-1">
              <span>{budget.name}</span>
              <BudgetLine name={budget.name} purse={budget} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
