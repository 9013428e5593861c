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

type TileLayout = {
  readonly columns: number;
  /** Of one tile. */
  readonly width: number;
};

/** Narrower, a caption cannot be read. */
const narrowest = 224;
/** Of tiles that are scrolled anyway. */
const comfortable = 272;

/** The most columns of at least `least` that the width has room for. */
const columnsIn = ({ width, gap }: Room, least: number): number =>
  Math.max(1, Math.floor((width + gap) / (least + gap)));

/**
 * As large as all tiles can be so that nothing has to be scrolled; where they cannot be that small, as many beside each
 * other as are read with ease.
 */
export function tileLayout(count: number, room: Room): TileLayout {
  const most = Math.min(Math.max(1, count), columnsIn(room, narrowest));
  const fitting = Array.from({ length: most }, (_, index) => layoutOf(index + 1, count, room)).filter(
    ({ width }) => width >= narrowest,
  );
  const largest = fitting.toSorted((a, b) => b.width - a.width)[0];
  if (largest) return largest;
  const columns = Math.min(most, columnsIn(room, comfortable));
  return { columns, width: columnWidth(columns, room) };
}

const columnWidth = (columns: number, { width, gap }: Room): number =>
  Math.max(0, Math.floor((width - gap * (columns - 1)) / columns));

function layoutOf(columns: number, count: number, room: Room): TileLayout {
  const rows = Math.ceil(count / columns);
  const height = (room.height - room.gap * (rows - 1)) / rows - room.caption;
  return { columns, width: Math.floor(Math.min(columnWidth(columns, room), height * room.aspect)) };
}
