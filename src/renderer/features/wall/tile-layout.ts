/** The room that tiles have, and what each needs; CSS pixels. */
export type Room = {
  readonly width: number;
  readonly height: number;
  readonly gap: number;
  /** Below each picture: name, vendor, price. */
  readonly caption: number;
  /** Width by height of a picture. */
  readonly aspect: number;
};

export type TileLayout = {
  readonly columns: number;
  /** Of one tile. */
  readonly width: number;
};

/** Narrower, a caption cannot be read. */
export const narrowest = 224;

/** The most columns that the width has room for. */
const mostColumnsIn = ({ width, gap }: Room): number => Math.max(1, Math.floor((width + gap) / (narrowest + gap)));

/**
 * As large as all tiles can be so that nothing has to be scrolled; where they cannot be that small, as many beside each
 * other as can still be read.
 */
export function tileLayout(count: number, room: Room): TileLayout {
  const most = Math.min(Math.max(1, count), mostColumnsIn(room));
  const fitting = Array.from({ length: most }, (_, index) => layoutOf(index + 1, count, room)).filter(
    ({ width }) => width >= narrowest,
  );
  const largest = fitting.toSorted((a, b) => b.width - a.width)[0];
  return largest ?? { columns: most, width: columnWidth(most, room) };
}

const columnWidth = (columns: number, { width, gap }: Room): number =>
  Math.max(0, Math.floor((width - gap * (columns - 1)) / columns));

function layoutOf(columns: number, count: number, room: Room): TileLayout {
  const rows = Math.ceil(count / columns);
  const height = (room.height - room.gap * (rows - 1)) / rows - room.caption;
  return { columns, width: Math.floor(Math.min(columnWidth(columns, room), height * room.aspect)) };
}
