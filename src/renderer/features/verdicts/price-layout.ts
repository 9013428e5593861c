import type { RatingRow } from './rating-rows.ts';

/** Where a generator stands in the picture of quality against price, in its own units. */
export type Spot = {
  readonly row: RatingRow;
  readonly x: number;
  readonly y: number;
  readonly yLow: number;
  readonly yHigh: number;
  /** Nobody who is as cheap or cheaper is found better. */
  readonly worth: boolean;
  /** Where its name stands; null where there is no room for it. */
  readonly label: Label | null;
};

type PriceLayout = {
  /** True: dollars for a second of clip; false: for a take, since some are stills. */
  readonly bySecond: boolean;
  readonly spots: readonly Spot[];
  /** Of the price axis. */
  readonly ticks: readonly { readonly x: number; readonly micros: number }[];
};

export const frame = { width: 680, height: 280, left: 44, right: 12, top: 14, bottom: 34 } as const;
/** Height of a name and width of one of its characters, at the size in which the picture writes. */
const text = { height: 13, perCharacter: 6.3 } as const;
/** With its ring. */
const dotRadius = 7;

/** `x` is where the name begins, or ends by its `textAnchor`; `y` its baseline. */
type Label = { readonly x: number; readonly y: number; readonly textAnchor: 'start' | 'end' };

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Lays out dots, doubt and names so that no name covers another or a dot. */
export function priceLayout(rows: readonly RatingRow[]): PriceLayout {
  const bySecond = rows.every(({ microsPerSecond }) => microsPerSecond !== null);
  const priceOf = (row: RatingRow): number => (bySecond ? (row.microsPerSecond ?? 0) : row.microsPerTake);
  const steps = priceSteps(Math.max(1, ...rows.map(priceOf)));
  const most = steps.at(-1) ?? 1;
  const across = (micros: number): number => frame.left + (micros / most) * (frame.width - frame.left - frame.right);
  const bare = rows.map((row) => ({
    row,
    x: across(priceOf(row)),
    ...{ y: upFrom(row.chance), yLow: upFrom(row.low), yHigh: upFrom(row.high) },
    worth: !rows.some((other) => priceOf(other) <= priceOf(row) && other.chance > row.chance),
  }));
  const taken = bare.flatMap(({ x, y, yLow, yHigh }) => [around(x, y), bar(x, yHigh, yLow)]);
  const spots = bare.map((spot): Spot => {
    const label = roomFor(spot.x, spot.y, spot.row.name, taken);
    if (label) taken.push(boxOf(label, spot.row.name));
    return { ...spot, label };
  });
  return { bySecond, spots, ticks: steps.map((micros) => ({ micros, x: across(micros) })) };
}

/** Height of a chance, 0 to 1. */
export const upFrom = (chance: number): number =>
  frame.height - frame.bottom - chance * (frame.height - frame.top - frame.bottom);

/** About four round steps that reach `most`: 0, 0.05, 0.1, 0.15 dollars. */
function priceSteps(most: number): number[] {
  const rough = most / 4;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * ten).find((size) => size >= rough) ?? rough;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

const around = (x: number, y: number): Box => ({
  ...{ left: x - dotRadius, right: x + dotRadius },
  ...{ top: y - dotRadius, bottom: y + dotRadius },
});

/** The doubt above and below a dot. */
const bar = (x: number, top: number, bottom: number): Box => ({ left: x - 1, right: x + 1, top, bottom });

const widthOf = (name: string): number => name.length * text.perCharacter;

function boxOf({ x, y, textAnchor }: Label, name: string): Box {
  const left = textAnchor === 'start' ? x : x - widthOf(name);
  return { left, right: left + widthOf(name), top: y - text.height + 2, bottom: y + 3 };
}

/** The nearest free place for a name beside its dot, then above and below; none when all are taken. */
function roomFor(x: number, y: number, name: string, taken: readonly Box[]): Label | null {
  const places = [0, -1, 1, -2, 2].flatMap((line): Label[] => [
    { x: x + dotRadius + 4, y: y + 4 + line * text.height, textAnchor: 'start' },
    { x: x - dotRadius - 4, y: y + 4 + line * text.height, textAnchor: 'end' },
  ]);
  return (
    places.find((place) => {
      const box = boxOf(place, name);
      return isInside(box) && !taken.some((other) => overlaps(box, other));
    }) ?? null
  );
}

const isInside = ({ left, right, top, bottom }: Box): boolean =>
  left >= frame.left && right <= frame.width && top >= 0 && bottom <= frame.height - frame.bottom;

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
