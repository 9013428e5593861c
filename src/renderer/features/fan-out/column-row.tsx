import clsx from 'clsx';
import { X } from 'lucide-react';
import { formatMicros } from '../../../shared/money.ts';
import { aboutTime } from '../../lib/about-time.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SortableGrip, useSortableRow } from '../../ui/sortable.tsx';
import { type Column, troubleText } from './columns.ts';

type Props = {
  column: Column;
  place: number;
  among: number;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One column: who, how many, for how much, how long; what keeps it from starting, or what is good to know. */
export function ColumnRow({ column, place, among, onMove, onRemove }: Props) {
  const { row, dragged, grip } = useSortableRow(column.id);
  const { name, vendorName, takes, micros, estimated, seconds, troubles, remarks } = column;
  // Several vendors may have the same model.
  const called = vendorName && vendorName !== name ? `${name}, ${vendorName}` : name;
  return (
    <li
      {...row}
      aria-label={called}
      className={clsx(
        'flex items-start gap-2 bg-bg py-1 ps-2.5 pe-1.5 not-first:border-t not-first:border-line',
        dragged,
      )}
    >
      <span className="tabular w-4 shrink-0 py-1 text-text-3">{place}</span>
      <div className="min-w-0 grow py-1">
        <p className="truncate">
          <span className="font-medium">{name}</span>
          {vendorName && vendorName !== name && <span className="text-text-2"> · {vendorName}</span>}
        </p>
        {troubles.map((trouble) => (
          <p key={trouble.text} className="text-1 text-warn">
            {troubleText(trouble, among)}
          </p>
        ))}
        {troubles.length === 0 &&
          remarks.map((text) => (
            <p key={text} className="text-1 text-text-3">
              {text}
            </p>
          ))}
      </div>
      <span className="tabular shrink-0 py-1 text-text-2">{takes > 1 && `× ${takes}`}</span>
      <span className="tabular w-22 shrink-0 py-1 text-end">
        {estimated && 'about '}
        {formatMicros(micros)}
      </span>
      <span className="tabular w-22 shrink-0 py-1 text-end text-text-2">{seconds > 0 && aboutTime(seconds)}</span>
      <span className="flex shrink-0">
        <SortableGrip {...{ grip, onMove }} name={called} />
        <IconButton data-remove label={`Remove ${called}`} onClick={onRemove}>
          <X size={14} aria-hidden />
        </IconButton>
      </span>
    </li>
  );
}
