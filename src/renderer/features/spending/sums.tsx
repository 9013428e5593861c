import { type SpendingGroup, type SpendingRow, spendingGroups } from '../../../shared/spending.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SumTable } from './sum-table.tsx';

const groupNames: Record<SpendingGroup, string> = {
  film: 'Film',
  scene: 'Scene',
  vendor: 'Vendor',
  generator: 'Generator',
  day: 'Day',
};

type Props = {
  rows: readonly SpendingRow[];
  by: SpendingGroup;
  /** Of one film its scenes are told apart, else the films. */
  isOneFilm: boolean;
  onGroup: (by: SpendingGroup) => void;
};

/** Where the money went, by what the user asks for. */
export function Sums({ rows, by, isOneFilm, onGroup }: Props) {
  const groups = spendingGroups.filter((group) => group !== (isOneFilm ? 'film' : 'scene'));
  return (
    <section aria-label="Where it went" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <h3 className="text-3 font-semibold">Where it went</h3>
        <Segmented
          label="Grouped by"
          value={by}
          parts={groups.map((value) => ({ value, label: groupNames[value] }))}
          onChange={onGroup}
        />
      </div>
      <SumTable rows={rows} heading={groupNames[by]} />
    </section>
  );
}
