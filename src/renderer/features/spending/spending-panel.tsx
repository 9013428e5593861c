import { useState } from 'react';
import type { SpendingQuery } from '../../../shared/spending.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { PlainSelect } from '../../ui/select.tsx';
import { useSaveCsv } from './api.ts';
import { BudgetList } from './budget-list.tsx';
import { daysOf, type Period, periodNames, periods } from './period.ts';
import { ReceiptList } from './receipt-list.tsx';
import { Sums } from './sums.tsx';

/** What the panel has to know of the film that is open. */
export type FilmMoney = {
  readonly filmId: string;
  /** Of the working copy, which may not be saved yet. */
  readonly budgetUsd: number | null;
  /** Seconds of its cut that use paid takes. */
  readonly keptSeconds: number;
};

type Props = { film: FilmMoney | null; onClose: () => void };
type Scope = 'film' | 'all';

/** What was spent, on what, and what is left: of the open film or of all. */
export function SpendingPanel({ film, onClose }: Props) {
  const [chosen, setScope] = useState<Scope>('film');
  const [period, setPeriod] = useState<Period>('ever');
  const scope = film ? chosen : 'all';
  const csv = useSaveCsv();
  const query: SpendingQuery = {
    filmId: scope === 'film' && film ? film.filmId : null,
    vendor: null,
    ...daysOf(period, new Date()),
  };
  const bar = (
    <>
      {film && (
        <Segmented
          label="Films"
          value={chosen}
          parts={[
            { value: 'film', label: 'This film' },
            { value: 'all', label: 'All films' },
          ]}
          onChange={setScope}
        />
      )}
      <PlainSelect
        label="Time"
        className="w-32"
        value={period}
        choices={periods.map((value) => ({ value, label: periodNames[value] }))}
        onChange={setPeriod}
      />
      <span className="grow" />
      <Button busy={csv.isPending} onClick={() => csv.mutate(query)}>
        Save as CSV
      </Button>
    </>
  );
  return (
    <Panel open onClose={onClose} title="Spending" width="widest" bar={bar}>
      <div className="flex flex-col gap-7">
        <Sums key={scope} query={query} film={scope === 'film' && period === 'ever' ? film : null} />
        <BudgetList film={film} />
        <ReceiptList query={query} showFilm={scope === 'all'} />
      </div>
    </Panel>
  );
}
