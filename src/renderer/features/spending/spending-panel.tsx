import { useState } from 'react';
import type { SpendingQuery } from '../../../shared/spending.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { PlainSelect } from '../../ui/select.tsx';
import { useSaveCsv } from './api.ts';
import { daysOf, type Period, periodNames, periods } from './period.ts';
import { SpendingBody } from './spending-body.tsx';

/** What the panel has to know of the film that is open. */
export type FilmMoney = {
  readonly filmId: string;
  /** Of the working copy, which may not be saved yet. */
  readonly budgetUsd: number | null;
  /** Seconds of its cut that use paid takes. */
  readonly keptSeconds: number;
};

type Props = { film: FilmMoney | null; onClose: () => void };

const scopes = [
  { value: 'film', label: 'This film' },
  { value: 'all', label: 'All films' },
] as const;
const times = periods.map((value) => ({ value, label: periodNames[value] }));

/** What was spent, on what, and what is left: of the open film or of all. */
export function SpendingPanel({ film, onClose }: Props) {
  const [chosen, setScope] = useState<(typeof scopes)[number]['value']>('film');
  const [period, setPeriod] = useState<Period>('ever');
  const scope = film ? chosen : 'all';
  const csv = useSaveCsv();
  const filmId = scope === 'film' && film ? film.filmId : null;
  const query: SpendingQuery = { filmId, vendor: null, ...daysOf(period, new Date()) };
  const bar = (
    <>
      {film && <Segmented label="Films" value={chosen} parts={scopes} onChange={setScope} />}
      <PlainSelect label="Time" className="w-32" value={period} choices={times} onChange={setPeriod} />
      <span className="grow" />
      <Button busy={csv.isPending} onClick={() => csv.mutate(query)}>
        Save as CSV
      </Button>
    </>
  );
  return (
    <Panel open onClose={onClose} title="Spending" width="widest" bar={bar}>
      <SpendingBody key={scope} query={query} film={film} />
    </Panel>
  );
}
