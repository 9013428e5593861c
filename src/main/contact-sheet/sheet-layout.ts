/** Where everything stands on a contact sheet. Pure; pixels. */

export type Size = { readonly width: number; readonly height: number };
export type Box = Size & { readonly x: number; readonly y: number };

/** One take: its picture, and the strip below it. */
export type SheetCell = { readonly picture: Box; readonly caption: Box };

export type SheetLayout = Size & {
  readonly columns: number;
  readonly rows: number;
  /** Letter sizes of the title line and of the captions. */
  readonly em: { readonly title: number; readonly caption: number };
  readonly title: Box;
  readonly cells: readonly SheetCell[];
};

/** What a sheet may grow to as takes become more. 16:9 within what players decode everywhere: H.264 at level 5.1. */
const canvases: readonly Size[] = [
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
  { width: 3840, height: 2160 },
];
/** Pixels of a picture below which the sheet grows, where it still can: about 360 x 200. */
const smallPicture = 72_000;
/** Shapes beyond these get bars, or one panorama would make every cell flat. */
const shapes = { narrowest: 1 / 2, widest: 2.4 };
/** The title line needs this much, whatever stands below it. */
const narrowest = 960;

const even = (value: number): number => 2 * Math.floor(value / 2);
const evenUp = (value: number): number => 2 * Math.ceil(value / 2);

/**
 * A grid of equal cells for takes of these shapes (1 to 64), each with a strip of `lines` lines below it; as large as fits
 * into 1920 x 1080, or more where there are many. All sides and places are even, as 4:2:0 needs.
 */
export function layOutSheet(takes: readonly Size[], lines: number): SheetLayout {
  const aspect = usualShape(takes);
  const tries = canvases.map((canvas) => bestGrid(canvas, takes.length, aspect, lines));
  const grid = tries.find(({ picture }) => picture.width * picture.height >= smallPicture) ?? tries.at(-1);
  if (!grid) throw new RangeError('A contact sheet needs takes.');
  return placed(grid, takes.length);
}

/** Width over height of the take in the middle, by shape. */
function usualShape(takes: readonly Size[]): number {
  const aspects = takes.map(({ width, height }) => width / height).sort((one, other) => one - other);
  const middle = aspects[Math.floor((aspects.length - 1) / 2)] ?? 16 / 9;
  return Math.min(shapes.widest, Math.max(shapes.narrowest, middle));
}

type Grid = {
  readonly columns: number;
  readonly rows: number;
  readonly picture: Size;
  readonly caption: number;
  readonly em: SheetLayout['em'];
  readonly head: number;
  readonly margin: number;
  readonly gap: number;
};

/** The number of columns that makes the pictures largest. */
function bestGrid(canvas: Size, takes: number, aspect: number, lines: number): Grid {
  const grids = Array.from({ length: takes }, (_, index) => gridOf(canvas, takes, index + 1, aspect, lines));
  return grids.reduce((best, grid) => (grid.picture.width > best.picture.width ? grid : best));
}

function gridOf({ width, height }: Size, takes: number, columns: number, aspect: number, lines: number): Grid {
  const unit = height / 1080;
  const [margin, gap, head] = [evenUp(20 * unit), evenUp(16 * unit), evenUp(72 * unit)];
  const rows = Math.ceil(takes / columns);
  const room = (width - 2 * margin - (columns - 1) * gap) / columns;
  const em = Math.min(26, Math.max(13, room / 24)) * unit ** 0.5;
  const caption = evenUp(em * (1.4 * lines + 0.7));
  const above = (height - head - margin - (rows - 1) * gap) / rows - caption;
  const tall = Math.max(2, Math.min(room / aspect, above));
  const picture = { width: Math.max(2, even(tall * aspect)), height: Math.max(2, even(tall)) };
  return { columns, rows, picture, caption, em: { title: 26 * unit, caption: em }, head, margin, gap };
}

function placed(grid: Grid, takes: number): SheetLayout {
  const { columns, rows, picture, caption, head, margin, gap, em } = grid;
  const across = columns * picture.width + (columns - 1) * gap;
  const width = Math.max(narrowest, across + 2 * margin);
  const height = head + rows * (picture.height + caption) + (rows - 1) * gap + margin;
  const left = even((width - across) / 2);
  const cells = Array.from({ length: takes }, (_, index): SheetCell => {
    const x = left + (index % columns) * (picture.width + gap);
    const y = head + Math.floor(index / columns) * (picture.height + caption + gap);
    return {
      picture: { x, y, ...picture },
      caption: { x, y: y + picture.height, width: picture.width, height: caption },
    };
  });
  const title = { x: margin, y: 0, width: width - 2 * margin, height: head };
  return { width, height, columns, rows, em, title, cells };
}
