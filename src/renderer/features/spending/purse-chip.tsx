import { showPanel } from '../../lib/navigation.ts';
import { formatSum } from '../../lib/usd.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useFilm } from '../film/session-context.ts';
import { useFilmPurse } from './api.ts';
import { BudgetBar } from './budget-bar.tsx';
import { budgetText, leftOf } from './budget-text.ts';

/** What the open film has spent, and what is left; opens Spending. Nothing while no money is in play. */
export function PurseChip() {
  const { id, budgetUsd } = useFilm();
  const purse = useFilmPurse(id, budgetUsd);
  if (!purse || (purse.capMicros === null && purse.spentMicros + purse.reservedMicros === 0)) return null;
  const left = leftOf(purse);
  const rest = left === null ? null : left === 0 ? 'nothing left' : `${formatSum(left)} left`;
  const text = [budgetText(purse), rest].filter(Boolean).join(' · ');
  return (
    <Tooltip text={text}>
      <button
        type="button"
        aria-label={`Spending: ${text}`}
        onClick={() => showPanel('spending')}
        className="flex min-w-0 items-center gap-2.5 rounded-2 px-1.5 py-1 text-text-2 hover:bg-hover hover:text-text"
      >
        <span className="tabular truncate">
          <span className={rest === null ? '' : 'hidden min-[900px]:inline'}>
            {formatSum(purse.spentMicros)}
            <span className={rest === null ? '' : 'hidden min-[1300px]:inline'}> spent</span>
          </span>
          {rest !== null && (
            <>
              <span className="hidden min-[900px]:inline"> · </span>
              {rest}
            </>
          )}
        </span>
        <BudgetBar name="Budget of this film" purse={purse} className="hidden w-20 min-[1300px]:flex" />
      </button>
    </Tooltip>
  );
}
