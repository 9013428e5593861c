import { formatMicros } from '../../../shared/money.ts';
import { frame, priceLayout, type Spot, upFrom } from './price-layout.ts';
import type { RatingRow } from './rating-rows.ts';

const chances = [0.25, 0.5, 0.75] as const;

/** Quality against price: up is found better, left is cheaper. The table of the ratings says the same in figures. */
export function PricePicture({ rows }: { rows: readonly RatingRow[] }) {
  const { bySecond, spots, ticks } = priceLayout(rows);
  const unit = bySecond ? 'a second' : 'a take';
  const bottom = frame.height - frame.bottom;
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="text-text-2">
        Higher is found better, further left is cheaper. A ring marks who is not beaten by anybody as cheap.
      </figcaption>
      <svg
        role="img"
        aria-label="Quality against price. The table above says the same in figures."
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        direction="ltr"
        className="w-full overflow-visible text-[11px]"
      >
        {chances.map((chance) => (
          <g key={chance}>
            <line
              {...{ x1: frame.left, x2: frame.width - frame.right, y1: upFrom(chance), y2: upFrom(chance) }}
              className={chance === 0.5 ? 'stroke-line-strong' : 'stroke-line'}
            />
            <text x={frame.left - 6} y={upFrom(chance) + 4} textAnchor="end" className="fill-text-3 tabular">
              {chance * 100} %
            </text>
          </g>
        ))}
        {ticks.map(({ x, micros }) => (
          <g key={micros}>
            <line {...{ x1: x, x2: x, y1: frame.top, y2: bottom }} className="stroke-line" />
            <text x={x} y={bottom + 15} textAnchor="middle" className="fill-text-3 tabular">
              {formatMicros(micros)}
            </text>
          </g>
        ))}
        <text x={frame.width - frame.right} y={frame.height - 4} textAnchor="end" className="fill-text-3">
          {unit}
        </text>
        {spots.map((spot) => (
          <Dot key={spot.row.generator} spot={spot} />
        ))}
      </svg>
    </figure>
  );
}

const Dot = ({ spot: { row, x, y, yLow, yHigh, worth, label } }: { spot: Spot }) => (
  <g>
    <title>{row.name}</title>
    <line {...{ x1: x, x2: x, y1: yLow, y2: yHigh }} strokeWidth={2} className="stroke-text-3 opacity-50" />
    {worth && <circle cx={x} cy={y} r={7} className="fill-panel stroke-text-2" />}
    <circle cx={x} cy={y} r={4} className={worth ? 'fill-text' : 'fill-text-3'} />
    {label && (
      <text
        {...label}
        className={worth ? 'fill-text font-medium' : 'fill-text-2'}
        // A ground of its own, so that lines behind do not cross the letters.
        paintOrder="stroke"
        stroke="var(--panel)"
        strokeWidth={3}
      >
        {row.name}
      </text>
    )}
  </g>
);
