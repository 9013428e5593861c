import { AppError } from '../../../shared/errors.ts';
import type { Rgb } from './colour-table.ts';

/** What a .cube file does to colours, and the points of its table along each side. */
export type Cube = { readonly size: number; readonly change: (colour: Rgb) => Rgb };

/** Largest table that the studio takes; grading programs write 17 to 65. */
const largest = { '3D': 65, '1D': 65_536 };
/** Values far outside of 0 to 1 are mistakes, not colours. */
const farthest = 16;

/**
 * Reads the text of a .cube file, which anybody may have written. `name` is for messages. Throws `damaged` when it is not
 * a whole table of numbers, `unsupported` when it is larger than any film needs.
 */
export function readCube(text: string, name: string): Cube {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  const kind = sizeOf(lines, '3D', name) ? '3D' : '1D';
  const size = sizeOf(lines, kind, name);
  if (!size) throw unusable(name, 'it does not say its size');
  if (size < 2 || size > largest[kind]) {
    const message = `${name} has ${size} points on a side; up to ${largest[kind]} can be used.`;
    throw new AppError({
      code: 'unsupported',
      message,
      action: 'Save the look with 33 points, then bring it in again.',
    });
  }
  const rows = lines.filter((line) => /^[-+.\d]/.test(line)).map((line) => rowOf(line, name));
  const wanted = kind === '3D' ? size ** 3 : size;
  if (rows.length !== wanted) throw unusable(name, `it holds ${rows.length} colours instead of ${wanted}`);
  const domain = {
    low: vector(lines, 'DOMAIN_MIN', [0, 0, 0], name),
    high: vector(lines, 'DOMAIN_MAX', [1, 1, 1], name),
  };
  if (domain.low.some((low, index) => low >= (domain.high[index] ?? 0))) throw unusable(name, 'its domain is empty');
  const within = (colour: Rgb): Rgb =>
    eachOf((index) => (colour[index] - domain.low[index]) / (domain.high[index] - domain.low[index]));
  const look = kind === '3D' ? inCube(rows, size) : inCurves(rows, size);
  return { size: kind === '3D' ? size : 33, change: (colour) => look(within(colour)) };
}

type Channel = 0 | 1 | 2;
const eachOf = (value: (index: Channel) => number): Rgb => [value(0), value(1), value(2)];

function sizeOf(lines: readonly string[], kind: '3D' | '1D', name: string): number | null {
  const found = lines.map((line) => /^LUT_([13]D)_SIZE\s+(\d{1,6})$/.exec(line)).filter((match) => match?.[1] === kind);
  if (found.length > 1) throw unusable(name, 'it gives its size twice');
  return found[0] ? Number(found[0][2]) : null;
}

function rowOf(line: string, name: string): Rgb {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN, ...more] = line.split(/\s+/).map(Number);
  const colour: Rgb = [red, green, blue];
  if (more.length > 0 || colour.some((value) => !(Math.abs(value) <= farthest))) {
    throw unusable(name, `"${line.slice(0, 40)}" is not a colour`);
  }
  return colour;
}

function vector(lines: readonly string[], key: string, usual: Rgb, name: string): Rgb {
  const line = lines.find((text) => text.startsWith(`${key} `));
  return line ? rowOf(line.slice(key.length).trim(), name) : usual;
}

/** Where a value of 0 to 1 lies among `size` points: the one below it, and how far beyond it. */
function between(value: number, size: number): { readonly low: number; readonly part: number } {
  const place = Math.min(Math.max(value, 0), 1) * (size - 1);
  const low = Math.min(Math.floor(place), size - 2);
  return { low, part: place - low };
}

const black: Rgb = [0, 0, 0];

function inCurves(rows: readonly Rgb[], size: number): (colour: Rgb) => Rgb {
  return (colour) =>
    eachOf((channel) => {
      const { low, part } = between(colour[channel], size);
      const [below, above] = [rows[low] ?? black, rows[low + 1] ?? black];
      return below[channel] + (above[channel] - below[channel]) * part;
    });
}

/** Trilinear; exact at the table's own points, which is where it is asked when the domain is the usual one. */
function inCube(rows: readonly Rgb[], size: number): (colour: Rgb) => Rgb {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((bits): Rgb => [bits & 1, (bits >> 1) & 1, bits >> 2]);
  return (colour) => {
    const [red, green, blue] = [between(colour[0], size), between(colour[1], size), between(colour[2], size)];
    const weighed = corners.map(([r, g, b]) => {
      const row = rows[red.low + r + size * (green.low + g) + size * size * (blue.low + b)] ?? black;
      const weight = Math.abs(1 - r - red.part) * Math.abs(1 - g - green.part) * Math.abs(1 - b - blue.part);
      return { row, weight };
    });
    return eachOf((channel) => weighed.reduce((sum, { row, weight }) => sum + row[channel] * weight, 0));
  };
}

function unusable(name: string, why: string): AppError {
  const message = `${name} is not a look that can be used: ${why}.`;
  return new AppError({
    code: 'damaged',
    message,
    action: 'Choose another .cube file, or one of the looks of the studio.',
  });
}
