import { useRef } from 'react';
import { mostColumns } from '../../../shared/comparison.ts';
import { Sortable } from '../../ui/sortable.tsx';
import { moved } from '../generation/chain-text.ts';
import { ColumnRow } from './column-row.tsx';
import type { Column } from './columns.ts';

type Props = {
  columns: readonly Column[];
  /** Scenes that they are compared in. */
  among: number;
  /** Names of those that the wall has already, which may be asked again. */
  there: string;
  /** Columns that the wall has then. */
  count: number;
  /** Said while there is none. */
  empty: string;
  onChange: (generators: readonly string[]) => void;
};

/** The columns of the wall in their order, which is changed by drag, by the grip's keys, or by Alt and the arrows. */
export function ColumnList({ columns, among, there, count, empty, onChange }: Props) {
  const ids = columns.map(({ id }) => id);
  const move = (from: number, to: number) => onChange(moved(ids, from, to));
  const list = useRef<HTMLOListElement>(null);
  const remove = (index: number) => {
    onChange(ids.toSpliced(index, 1));
    // The row that had the focus goes; the next one has it then.
    setTimeout(() => {
      const left = list.current?.querySelectorAll<HTMLElement>('[data-remove]') ?? [];
      left[Math.min(index, left.length - 1)]?.focus();
    });
  };
  return (
    <section aria-label="Columns" className="flex flex-col gap-1.5">
      <h3 className="flex items-baseline gap-2 text-3 font-semibold">
        Columns
        <span className="tabular text-1 font-normal text-text-3">
          {count} of {mostColumns}
        </span>
      </h3>
      {there && <p className="text-text-2">On the wall already: {there}.</p>}
      {columns.length === 0 && <p className="text-text-2">{empty}</p>}
      <Sortable ids={ids} onMove={move}>
        <ol ref={list} className="flex flex-col overflow-hidden rounded-2 border border-line bg-bg empty:hidden">
          {columns.map((column, index) => (
            <ColumnRow
              key={column.id}
              column={column}
              place={index + 1}
              among={among}
              onMove={(by) => move(index, index + by)}
              onRemove={() => remove(index)}
            />
          ))}
        </ol>
      </Sortable>
    </section>
  );
}
