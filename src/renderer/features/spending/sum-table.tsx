import type { SpendingRow } from '../../../shared/spending.ts';
import { formatSum } from '../../lib/usd.ts';
import { dayOf } from './period.ts';
import { dayText } from './receipt-text.ts';

type Props = { rows: readonly SpendingRow[]; heading: string };

/** By its own look: while a new grouping is on its way, the rows are those of the old one. */
const isDay = (key: string): boolean => /^\d{4}-\d\d-\d\d$/.test(key);

const spentOf = ({ settledMicros, unsureMicros }: SpendingRow): number => settledMicros + unsureMicros;

/** One line for each film, scene, vendor, generator or day, with a bar against the dearest. */
export function SumTable({ rows, heading }: Props) {
  const today = dayOf(new Date());
  const dearest = Math.max(1, ...rows.map((row) => spentOf(row) + row.reservedMicros));
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="border-b border-line text-1 text-text-3">
          <th scope="col" className="pb-1 text-start font-medium">
            {heading}
          </th>
          {['Takes', 'Lost', 'Reserved', 'Spent'].map((name) => (
            <th key={name} scope="col" className="pb-1 ps-4 text-end font-medium">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className="w-full max-w-0 py-1.5 text-start font-normal">
              <span dir="auto" className="block truncate">
                {isDay(row.key) ? dayText(row.key, today) : row.name}
              </span>
              <Bar spent={spentOf(row) / dearest} reserved={row.reservedMicros / dearest} />
            </th>
            <Figure text={`${row.takes} of ${row.calls}`} quiet />
            <Figure text={quietSum(row.lostMicros)} quiet />
            <Figure text={quietSum(row.reservedMicros)} quiet />
            <Figure text={formatSum(spentOf(row))} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Nothing is left blank rather than written: the eye finds what is there. */
const quietSum = (micros: number): string => (micros === 0 ? '' : formatSum(micros));

function Figure({ text, quiet = false }: { text: string; quiet?: boolean }) {
  return (
    <td className={`py-1.5 ps-4 text-end align-top whitespace-nowrap ${quiet ? 'text-text-2' : ''}`}>
      <span className="tabular leading-[18px]">{text}</span>
    </td>
  );
}

const Bar = ({ spent, reserved }: { spent: number; reserved: number }) => (
  <span aria-hidden className="mt-1 flex h-[3px] overflow-hidden rounded-full">
    <span className="bg-text-3" style={{ width: `${spent * 100}%` }} />
    <span className="bg-text-3 opacity-50" style={{ width: `${reserved * 100}%` }} />
  </span>
);
