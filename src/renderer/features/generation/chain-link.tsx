import clsx from 'clsx';
import { X } from 'lucide-react';
import { formatMicros } from '../../../shared/money.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SortableGrip, useSortableRow } from '../../ui/sortable.tsx';
import { type ChainLine, differenceText } from './chain-text.ts';

type Props = {
  line: ChainLine;
  /** 2 is the first that follows. */
  place: number;
  editable: boolean;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One generator that may follow: what it costs beside the first, or why it is left out. */
export function ChainLink({ line, place, editable, onMove, onRemove }: Props) {
  const { row, dragged, grip } = useSortableRow(line.id, !editable);
  const { name, ranked, leftOut, differenceMicros } = line;
  return (
    <li {...row} className={clsx('flex items-center gap-2 border-t border-line bg-bg ps-2.5 pe-1.5 py-1', dragged)}>
      <span className="tabular w-3 shrink-0 text-text-3">{place}</span>
      <span className={clsx('min-w-0 grow py-0.5', leftOut && 'text-text-3')}>
        <span className="block truncate">
          {name}
          {ranked && <span className="text-text-2"> · {ranked.generator.vendorName}</span>}
        </span>
        {leftOut && <span className="block truncate text-1">left out: {leftOut}</span>}
      </span>
      {ranked && differenceMicros !== null && (
        <>
          <span className={clsx('tabular shrink-0', differenceMicros > 0 ? 'text-warn' : 'text-text-3')}>
            {differenceText(differenceMicros)}
          </span>
          <span className="tabular w-12 shrink-0 pe-1 text-end">{formatMicros(ranked.priceMicros)}</span>
        </>
      )}
      {editable && (
        <>
          <SortableGrip {...{ grip, onMove }} name={name} />
          <IconButton label={`Take ${name} out of the chain`} onClick={onRemove}>
            <X size={14} aria-hidden />
          </IconButton>
        </>
      )}
    </li>
  );
}
