import type { Rgb } from './colour.ts';
import type { Frame } from './plate.ts';

export type Point = readonly [x: number, y: number];
/** Closed outlines; an inner one that runs the other way cuts a hole. */
export type Outline = readonly (readonly Point[])[];

/** What a shape is filled with: premultiplied by `alpha`; colour at a frame position. */
export type Fill = {
  readonly colour: Rgb | ((x: number, y: number) => Rgb);
  readonly alpha?: number;
  /** Adds light instead of covering. */
  readonly light?: boolean;
};

/** Polygon with smooth corners: a closed Catmull-Rom curve through the points. */
export function smoothClosed(points: readonly Point[], steps = 6): Point[] {
  const count = points.length;
  const at = (index: number): Point => points[((index % count) + count) % count] ?? [0, 0];
  return points.flatMap((_, index) => {
    const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    return Array.from({ length: steps }, (_, step) => catmull(a, b, c, d, step / steps));
  });
}

function catmull(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const one = (i: 0 | 1) =>
    0.5 *
    (2 * b[i] +
      (c[i] - a[i]) * t +
      (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t +
      (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t * t * t);
  return [one(0), one(1)];
}

export function circle(x: number, y: number, radius: number, stretch = 1): Point[] {
  const sides = Math.max(28, Math.min(64, Math.round(radius * 1.2)));
  return Array.from({ length: sides }, (_, side): Point => {
    const angle = (side / sides) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * stretch * Math.sin(angle)];
  });
}

export const rectangle = (left: number, top: number, right: number, bottom: number): Point[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];

/** A limb or stroke: `from` to `to` with round ends of the two radii. */
export function limb(from: Point, to: Point, radiusFrom: number, radiusTo = radiusFrom): Point[] {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const arc = ([x, y]: Point, radius: number, start: number): Point[] =>
    Array.from({ length: 9 }, (_, step): Point => {
      const turn = start + (Math.PI * step) / 8;
      return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)];
    });
  return [...arc(from, radiusFrom, angle + Math.PI / 2), ...arc(to, radiusTo, angle - Math.PI / 2)];
}

/** Places an outline drawn around (0, 0) with unit size. `lean` is in radians. */
export function placed(outline: Outline, x: number, y: number, size: number, mirror = false, lean = 0): Outline {
  const [cos, sin] = [Math.cos(lean) * size, Math.sin(lean) * size];
  const flip = mirror ? -1 : 1;
  return outline.map((points) =>
    points.map(([px, py]): Point => [x + px * flip * cos - py * sin, y + px * flip * sin + py * cos]),
  );
}

let cover = new Float32Array(0);

/**
 * Fills an outline with exact pixel coverage, so that edges are smooth in stills and in motion (signed areas summed
 * along each row, as in Raph Levien's font-rs, https://github.com/raphlinus/font-rs). Frame pixels.
 */
export function fillShape(frame: Frame, outline: Outline, fill: Fill): void {
  const box = boxOf(outline, frame);
  if (!box) return;
  const width = box.right - box.left + 2;
  const size = width * (box.bottom - box.top);
  if (cover.length < size) cover = new Float32Array(size);
  else cover.fill(0, 0, size);
  for (const points of outline) {
    let previous = points[points.length - 1];
    for (const point of points) {
      if (previous) addEdge(previous, point, box, width);
      previous = point;
    }
  }
  for (let y = box.top; y < box.bottom; y += 1) fillRow(frame, fill, box, y, (y - box.top) * width);
}

type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

function boxOf(outline: Outline, frame: Frame): Box | null {
  const [xs, ys] = [outline.flat().map(([x]) => x), outline.flat().map(([, y]) => y)];
  const left = Math.max(0, Math.floor(Math.min(...xs)));
  const top = Math.max(0, Math.floor(Math.min(...ys)));
  const right = Math.min(frame.width, Math.ceil(Math.max(...xs)) + 1);
  const bottom = Math.min(frame.height, Math.ceil(Math.max(...ys)) + 1);
  return left < right && top < bottom ? { left, top, right, bottom } : null;
}

/** Adds the signed area that an edge covers in each pixel of the rows it crosses. */
function addEdge(a: Point, b: Point, box: Box, width: number): void {
  if (a[1] === b[1]) return;
  const direction = a[1] < b[1] ? 1 : -1;
  const [upper, lower] = direction === 1 ? [a, b] : [b, a];
  const slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
  const first = Math.max(box.top, Math.floor(upper[1]));
  const end = Math.min(box.bottom, Math.ceil(lower[1]));
  for (let y = first; y < end; y += 1) {
    const y0 = Math.max(y, upper[1]);
    const y1 = Math.min(y + 1, lower[1]);
    if (y1 <= y0) continue;
    const clampX = (x: number) => Math.min(box.right - box.left, Math.max(0, x - box.left));
    const x0 = clampX(upper[0] + (y0 - upper[1]) * slope);
    const x1 = clampX(upper[0] + (y1 - upper[1]) * slope);
    addRun((y - box.top) * width, Math.min(x0, x1), Math.max(x0, x1), (y1 - y0) * direction);
  }
}

function addRun(row: number, from: number, to: number, height: number): void {
  const first = Math.floor(from);
  const last = Math.floor(to);
  const add = (index: number, value: number) => {
    cover[row + index] = (cover[row + index] ?? 0) + value;
  };
  if (first === last) {
    const middle = (from + to) / 2 - first;
    add(first, height * (1 - middle));
    add(first + 1, height * middle);
    return;
  }
  const perPixel = height / (to - from);
  let carried = 0;
  for (let pixel = first; pixel <= last; pixel += 1) {
    const [a, b] = [Math.max(from, pixel), Math.min(to, pixel + 1)];
    const part = (b - a) * perPixel;
    const inside = part * (1 - ((a + b) / 2 - pixel));
    add(pixel, inside + carried);
    carried = part - inside;
  }
  add(last + 1, carried);
}

function fillRow(frame: Frame, fill: Fill, box: Box, y: number, row: number): void {
  const { data, width } = frame;
  const { colour, alpha = 1, light = false } = fill;
  // Held in a constant: read as a variable of the module, it is looked up anew at every pixel.
  const areas = cover;
  let sum = 0;
  for (let x = box.left; x < box.right; x += 1) {
    sum += areas[row + x - box.left] as number;
    const amount = Math.min(1, Math.abs(sum)) * alpha;
    if (amount < 0.002) continue;
    const ink = typeof colour === 'function' ? colour(x, y) : colour;
    const at = (y * width + x) * 3;
    const keep = light ? 1 : 1 - amount;
    data[at] = (data[at] as number) * keep + ink[0] * amount;
    data[at + 1] = (data[at + 1] as number) * keep + ink[1] * amount;
    data[at + 2] = (data[at + 2] as number) * keep + ink[2] * amount;
  }
}

/** A soft round light added to the frame: `strength` at its middle, fading to nothing at `radius`. */
export function addGlow(frame: Frame, x: number, y: number, radius: number, colour: Rgb, strength: number): void {
  const { data, width, height } = frame;
  const [top, bottom] = [Math.max(0, Math.ceil(y - radius)), Math.min(height, Math.ceil(y + radius))];
  const [left, right] = [Math.max(0, Math.ceil(x - radius)), Math.min(width, Math.ceil(x + radius))];
  const scale = 1 / (radius * radius);
  for (let py = top; py < bottom; py += 1) {
    const dy = (py + 0.5 - y) ** 2;
    for (let px = left; px < right; px += 1) {
      const near = 1 - ((px + 0.5 - x) ** 2 + dy) * scale;
      if (near <= 0) continue;
      const amount = near * near * near * strength;
      const at = (py * width + px) * 3;
      // Screened, not summed, so that a lamp in a bright sky does not clip to a flat disc.
      data[at] = screened(data[at] as number, colour[0] * amount);
      data[at + 1] = screened(data[at + 1] as number, colour[1] * amount);
      data[at + 2] = screened(data[at + 2] as number, colour[2] * amount);
    }
  }
}

const screened = (under: number, light: number): number => under + light * (1 - Math.min(255, under) / 255);
