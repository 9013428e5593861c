/**
 * Smooth motion out of even numbers. FFmpeg only cuts at whole pixels and scales to whole sizes, in 4:2:0 to even ones,
 * but a cut of c pixels that is scaled to w and cut again at f puts any point of the plate at (point - cut) x w/c - f,
 * which comes near any ideal: there are thousands of such numbers for each frame. One axis at a time; pure.
 */

/** What is to be seen of one axis, as parts of the plate's length. */
export type AxisWindow = { readonly start: number; readonly size: number };

/** One frame on one axis, in pixels of the plate: cut `cut` from `offset`, scaled to `scaled`, of which `out` on is shown. */
export type AxisStep = {
  readonly cut: number;
  readonly offset: number;
  readonly scaled: number;
  readonly out: number;
  /** How far the worse edge is from its ideal, in pixels of the canvas. */
  readonly error: number;
};

export type Axis = {
  /** Of the canvas, even. */
  readonly length: number;
  /** Of the plate, without its margins. */
  readonly plate: number;
  /** Pixels that a cut may be longer than what is seen of it. */
  readonly room: number;
  /** An error that is small enough not to look for a smaller one. */
  readonly good: number;
};

/** Nothing is shown of the outermost pixels of a cut, where the scaler lacks their neighbours. */
const rim = 2;

const nearestEven = (value: number): number => 2 * Math.round(value / 2);

/** Length of a cut after scaling, as the scale filter works it out too: it has no table, only this formula. */
export const scaledLength = (cut: number, zoom: number): number => nearestEven(cut * zoom);

/** Pixels of the plate for each of the scaled cut: swscale steps in 1/65536 of a pixel. */
export function pixelStep(cut: number, scaled: number): number {
  return Math.floor((cut * 65_536 + Math.floor(scaled / 2)) / scaled) / 65_536;
}

/** How much a window is enlarged. */
export const zoomOf = (axis: Axis, window: AxisWindow): number => axis.length / (window.size * axis.plate);

/** Cuts that are looked at: their length leaves the remainder `rest` when divided by `by`. Both even. */
export type CutFilter = { readonly by: number; readonly rest: number };

const evenCuts: CutFilter = { by: 2, rest: 0 };

/** The best step for a window: the smallest cut that is good enough, else the best of all. */
export function stepFor(axis: Axis, window: AxisWindow, { by, rest }: CutFilter = evenCuts): AxisStep {
  const zoom = zoomOf(axis, window);
  const shown = Math.ceil(window.size * axis.plate);
  let best: AxisStep | null = null;
  for (let cut = shown + ((rest - (shown % by) + by) % by); cut <= shown + axis.room; cut += by) {
    const step = bestWithCut(axis, window, cut, zoom, best?.error ?? Number.POSITIVE_INFINITY);
    if (!step) continue;
    best = step;
    if (step.error <= axis.good) return step;
  }
  if (!best) throw new RangeError(`No cut of a plate of ${axis.plate} pixels shows ${axis.length}.`);
  return best;
}

/** The best place for a cut of one length, if it is better than `limit`. */
function bestWithCut(axis: Axis, window: AxisWindow, cut: number, zoom: number, limit: number): AxisStep | null {
  const { length, plate } = axis;
  const scaled = scaledLength(cut, zoom);
  const step = pixelStep(cut, scaled);
  const shown = window.size * plate;
  const middle = window.start * plate + shown / 2;
  const stretch = Math.abs(length * step - shown) / 2;
  let best: AxisStep | null = null;
  let least = limit;
  if (stretch * zoom >= least) return null;
  for (let out = rim; out <= scaled - length - rim; out += 2) {
    const ideal = middle - (out + length / 2) * step;
    const offset = nearestEven(ideal);
    const error = (Math.abs(ideal - offset) + stretch) * zoom;
    if (error >= least) continue;
    least = error;
    best = { cut, offset, scaled, out, error };
  }
  return best;
}

/** A plate, and one cut on it that serves wherever a window of `size` stands. */
export type FixedCut = { readonly plate: number; readonly cut: number; readonly error: number };

/**
 * For a window that moves without growing: with one cut for all frames the scaler is set up once, which takes as long as
 * scaling a frame. The places that whole offsets reach are then evenly spread over a pixel, the better the longer the
 * cut; `plates` are the lengths of plate to choose from.
 */
export function fixedCut(axis: Omit<Axis, 'plate'>, size: number, plates: readonly number[]): FixedCut {
  let best: FixedCut | null = null;
  for (let extra = 8; extra <= axis.room; extra += 4) {
    for (const plate of plates) {
      const cut = 2 * Math.ceil((size * plate) / 2) + extra;
      const error = worstError({ ...axis, plate }, size, cut);
      if (!best || error < best.error) best = { plate, cut, error };
    }
    if (best && best.error <= axis.good) return best;
  }
  if (!best) throw new RangeError('There is no plate to choose from.');
  return best;
}

/** The error of the worst of all places that a window of `size` can have. */
function worstError(axis: Axis, size: number, cut: number): number {
  const { length, plate } = axis;
  const zoom = zoomOf(axis, { start: 0, size });
  const scaled = scaledLength(cut, zoom);
  const step = pixelStep(cut, scaled);
  const count = Math.floor((scaled - length - 2 * rim) / 2) + 1;
  if (count < 1) return Number.POSITIVE_INFINITY;
  const reached = Array.from({ length: count }, (_, index) => ((rim + 2 * index) * step) % 2).sort((a, b) => a - b);
  const gaps = reached.map((place, index) => (reached[index + 1] ?? (reached[0] ?? 0) + 2) - place);
  return (Math.max(...gaps) / 2 + Math.abs(length * step - size * plate) / 2) * zoom;
}

/** The step of a cut that is fixed. */
export function stepWithCut(axis: Axis, window: AxisWindow, cut: number): AxisStep {
  const step = bestWithCut(axis, window, cut, zoomOf(axis, window), Number.POSITIVE_INFINITY);
  if (!step) throw new RangeError(`A cut of ${cut} pixels is too short for ${axis.length}.`);
  return step;
}
