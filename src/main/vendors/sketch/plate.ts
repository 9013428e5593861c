import type { View } from './camera.ts';

/** What a frame is painted on: RGB rows, 0 to 255 with fractions. */
export type Frame = { readonly width: number; readonly height: number; readonly data: Float32Array };

export const newFrame = (width: number, height: number): Frame => ({
  width,
  height,
  data: new Float32Array(width * height * 3),
});

/**
 * A painted layer: premultiplied RGBA. Painted once, then moved by the camera, so that motion costs the same whatever
 * is on it. Colour with no alpha adds light.
 */
export type Plate = {
  readonly data: Float32Array;
  /** Texels. */
  readonly width: number;
  readonly height: number;
  /** Where the plate lies on the stage, in frame pixels at rest. */
  readonly left: number;
  readonly top: number;
  /** Frame pixels a texel. */
  readonly texel: number;
};

export type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export function newPlate(area: Area, texel = 1): Plate {
  const width = Math.ceil((area.right - area.left) / texel) + 1;
  const height = Math.ceil((area.bottom - area.top) / texel) + 1;
  return { data: new Float32Array(width * height * 4), width, height, left: area.left, top: area.top, texel };
}

/** Fills a plate: `shade` writes premultiplied RGBA for the stage position into `out`. */
export function paintPlate(
  area: Area,
  texel: number,
  shade: (x: number, y: number, out: Float32Array, column: number) => void,
): Plate {
  const plate = newPlate(area, texel);
  const out = new Float32Array(4);
  for (let row = 0; row < plate.height; row += 1) {
    const y = plate.top + (row + 0.5) * texel;
    for (let column = 0; column < plate.width; column += 1) {
      out.fill(0);
      shade(plate.left + (column + 0.5) * texel, y, out, column);
      plate.data.set(out, (row * plate.width + column) * 4);
    }
  }
  return plate;
}

/** How a plate moves besides the camera. */
export type PlateMotion = {
  /** Pixels moved right and down. */
  readonly dx?: number;
  readonly dy?: number;
  /** Pixels that the top leans right, for grass in wind. */
  readonly lean?: number;
  /** Multiplies colour and alpha. */
  readonly gain?: number;
};

/**
 * Where two neighbouring rows hold anything: first and last column of each run, and 1 where nothing shows through it.
 * Entry `row + 1` is for `row` and the one below it, so that a frame row between them knows what to read. Found once a
 * plate.
 */
type Runs = readonly Int32Array[];
const runsOf = new WeakMap<Plate, Runs>();
/** Gaps smaller than this are drawn through. */
const smallGap = 12;

function runs(plate: Plate): Runs {
  const known = runsOf.get(plate);
  if (known) return known;
  const found = Array.from({ length: plate.height + 1 }, (_, pair) => pairRuns(plate, pair - 1));
  runsOf.set(plate, found);
  return found;
}

function pairRuns(plate: Plate, row: number): Int32Array {
  const { data, width } = plate;
  const ends: number[] = [];
  const upper = Math.max(0, row) * width;
  const lower = Math.min(plate.height - 1, row + 1) * width;
  let last = -smallGap - 1;
  for (let column = 0; column < width; column += 1) {
    const [a, b] = [(upper + column) * 4, (lower + column) * 4];
    if (!visible(data, a) && !visible(data, b)) continue;
    const end = ends.length - 1;
    if (column - last >= smallGap) ends.push(column, column, 1);
    else ends[end - 1] = column;
    const whole =
      column - last === 1 || last < 0 ? (data[a + 3] as number) === 1 && (data[b + 3] as number) === 1 : false;
    if (!whole) ends[ends.length - 1] = 0;
    last = column;
  }
  return Int32Array.from(wholeOnly(ends, width));
}

/** A run that starts or ends inside the plate has soft ends there. */
const wholeOnly = (ends: number[], width: number): number[] =>
  ends.length === 3 && ends[0] === 0 && ends[1] === width - 1
    ? ends
    : ends.map((value, i) => (i % 3 === 2 ? 0 : value));

const visible = (data: Float32Array, at: number): boolean =>
  (data[at + 3] as number) > 0.003 || (data[at] as number) + (data[at + 1] as number) + (data[at + 2] as number) > 0.5;

/** The row from which down nothing shows through the plate. */
export function solidFrom(plate: Plate): number {
  const { data, width, height } = plate;
  for (let texel = width * height - 1; texel >= 0; texel -= 1) {
    if ((data[texel * 4 + 3] as number) < 1) return Math.floor(texel / width) + 1;
  }
  return 0;
}

let rowBuffer = new Float32Array(0);

/** Lays a plate over the frame as the camera sees it, between texels where need be, so that slow moves do not step. */
export function drawPlate(frame: Frame, plate: Plate, view: View, motion: PlateMotion = {}): void {
  const filled = runs(plate);
  const gain = motion.gain ?? 1;
  if (rowBuffer.length < plate.width * 4 + 8) rowBuffer = new Float32Array(plate.width * 4 + 8);
  const step = 1 / (view.scale * plate.texel);
  const startY = (view.y(0.5) - plate.top - (motion.dy ?? 0)) / plate.texel - 0.5;
  for (let y = 0; y < frame.height; y += 1) {
    const v = startY + y * step;
    const row = Math.floor(v);
    if (row < -1 || row >= plate.height) continue;
    const lean = (motion.lean ?? 0) * (1 - Math.max(0, v) / plate.height) ** 2;
    const startX = (view.x(0.5) - plate.left - (motion.dx ?? 0) - lean) / plate.texel - 0.5;
    const ends = filled[row + 1] as Int32Array;
    for (let run = 0; run < ends.length; run += 3) {
      const [first, last] = [ends[run] as number, ends[run + 1] as number];
      blendRows(plate, { row, part: v - row, first, last, gain });
      const lay = ends[run + 2] === 1 && gain === 1 ? laySolidRow : layRow;
      lay(frame, { y, startX, step, first, last });
    }
  }
}

type Blend = {
  readonly row: number;
  readonly part: number;
  readonly first: number;
  readonly last: number;
  readonly gain: number;
};

function blendRows(plate: Plate, { row, part, first, last, gain }: Blend): void {
  const upper = Math.max(0, row);
  const lower = Math.min(plate.height - 1, row + 1);
  const { data, width } = plate;
  const texels = rowBuffer;
  const a = (upper * width + first) * 4;
  const b = (lower * width + first) * 4;
  const count = (last - first + 1) * 4;
  const start = first * 4 + 4;
  const low = (1 - part) * gain;
  const high = part * gain;
  for (let i = 0; i < count; i += 1) {
    texels[start + i] = (data[a + i] as number) * low + (data[b + i] as number) * high;
  }
  // One empty (or, at the plate's own edge, repeated) texel on each side lets the loop below read without asking.
  for (let i = 0; i < 4; i += 1) {
    texels[start - 4 + i] = first === 0 ? (texels[start + i] as number) : 0;
    texels[start + count + i] = last === width - 1 ? (texels[start + count - 4 + i] as number) : 0;
  }
}

type RowPlace = {
  readonly y: number;
  readonly startX: number;
  readonly step: number;
  readonly first: number;
  readonly last: number;
};

function layRow(frame: Frame, { y, startX, step, first, last }: RowPlace): void {
  const { data, width } = frame;
  // Held in a constant: read as a variable of the module, it is looked up anew at every pixel.
  const texels = rowBuffer;
  const x0 = Math.max(0, Math.ceil((first - 1 - startX) / step));
  const x1 = Math.min(width, Math.ceil((last + 1 - startX) / step));
  let at = (y * width + x0) * 3;
  for (let x = x0; x < x1; x += 1, at += 3) {
    // Never below 0, so that cutting off the fraction rounds down, and in whole numbers, which is much quicker.
    const u = startX + 1 + x * step;
    const column = u | 0;
    const part = u - column;
    const i = column << 2;
    const left = 1 - part;
    const keep = 1 - ((texels[i + 3] as number) * left + (texels[i + 7] as number) * part);
    data[at] = (data[at] as number) * keep + (texels[i] as number) * left + (texels[i + 4] as number) * part;
    data[at + 1] =
      (data[at + 1] as number) * keep + (texels[i + 1] as number) * left + (texels[i + 5] as number) * part;
    data[at + 2] =
      (data[at + 2] as number) * keep + (texels[i + 2] as number) * left + (texels[i + 6] as number) * part;
  }
}

/** As layRow, for rows that nothing shows through: half the work, for what fills half of every picture. */
function laySolidRow(frame: Frame, { y, startX, step, first, last }: RowPlace): void {
  const { data, width } = frame;
  const texels = rowBuffer;
  const x0 = Math.max(0, Math.ceil((first - 1 - startX) / step));
  const x1 = Math.min(width, Math.ceil((last + 1 - startX) / step));
  let at = (y * width + x0) * 3;
  for (let x = x0; x < x1; x += 1, at += 3) {
    const u = startX + 1 + x * step;
    const column = u | 0;
    const part = u - column;
    const i = column << 2;
    const [r, g, b] = [texels[i] as number, texels[i + 1] as number, texels[i + 2] as number];
    data[at] = r + ((texels[i + 4] as number) - r) * part;
    data[at + 1] = g + ((texels[i + 5] as number) - g) * part;
    data[at + 2] = b + ((texels[i + 6] as number) - b) * part;
  }
}
