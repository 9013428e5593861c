import { formatMicros } from '../../../shared/money.ts';
import { oddsText } from '../../../shared/rating-text.ts';
import { pointsText } from '../generation/picker-groups.ts';
import { DoubtBar } from './doubt-bar.tsx';
import type { RatingRow } from './rating-rows.ts';

type Props = {
  rows: readonly RatingRow[];
  /** Whether it says what the ranking makes of it: of one kind, while the ranking learns. */
  showPoints: boolean;
};

/** How every generator fares, strongest first. */
export function RatingTable({ rows, showPoints }: Props) {
  const heads = ['Won', 'All bad', 'A take', ...(showPoints ? ['Ranking'] : [])];
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line text-1 text-text-3">
            <th scope="col" className="pb-1 text-start font-medium">
              Generator
            </th>
            <th scope="col" className="w-[40%] pb-1 ps-4 text-start font-medium">
              Against the average
            </th>
            {heads.map((name) => (
              <th key={name} scope="col" className="pb-1 ps-4 text-end font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.generator} row={row} showPoints={showPoints} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, showPoints }: { row: RatingRow; showPoints: boolean }) {
  const { name, chance, low, high, won, met, allBad, microsPerTake, points } = row;
  return (
    <tr>
      <th scope="row" dir="auto" title={name} className="max-w-0 min-w-32 truncate py-1.5 text-start font-medium">
        {name}
      </th>
      <td className="py-1.5 ps-4">
        <span className="grid grid-cols-[1fr_4rem] items-center gap-3">
          <DoubtBar chance={chance} low={low} high={high} />
          <span className="tabular text-end whitespace-nowrap">
            {oddsText(chance)}
            <span className="sr-only">
              , between {oddsText(low)} and {oddsText(high)}
            </span>
          </span>
        </span>
      </td>
      <Figure text={`${shortNumber(won)} of ${met}`} />
      <Figure text={allBad === 0 ? '' : String(allBad)} />
      <Figure text={formatMicros(Math.round(microsPerTake))} />
      {showPoints && <Figure text={points === null ? 'too few yet' : pointsText(points) || 'too close'} />}
    </tr>
  );
}

/** Ties count in parts. */
const shortNumber = (value: number): string => String(Math.round(value * 10) / 10);

const Figure = ({ text }: { text: string }) => (
  <td className="py-1.5 ps-4 text-end whitespace-nowrap text-text-2">
    <span className="tabular">{text}</span>
  </td>
);
