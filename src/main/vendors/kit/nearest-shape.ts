type Shape = { readonly width: number; readonly height: number };

/** `16:9`, `16x9`, `1280*720` as two numbers. Throws RangeError for anything else. */
function sidesOf(words: string): readonly [number, number] {
  const [, wide, high] = /^(\d+)[:x*×](\d+)$/.exec(words) ?? [];
  if (wide === undefined || high === undefined) throw new RangeError(`“${words}” is no shape.`);
  return [Number(wide), Number(high)];
}

/** How far a shape is from the wished one: 0 is the same, 0.02 cannot be seen. */
export function skew(words: string, { width, height }: Shape): number {
  const [wide, high] = sidesOf(words);
  return Math.abs(Math.log(wide / high) - Math.log(width / height));
}

/** The one of a vendor's shapes or sizes (`16:9`, `1280x720`) that is nearest to the wished one; the first of equals. */
export function nearestShape(shapes: readonly [string, ...string[]] | readonly string[], wish: Shape): string {
  const [first, ...rest] = shapes;
  if (first === undefined) throw new RangeError('There are no shapes to choose from.');
  return rest.reduce((best, shape) => (skew(shape, wish) < skew(best, wish) ? shape : best), first);
}

/** Sides in the wished shape with about `area` pixels, each a multiple of `step`. */
export function sizeOfArea({ width, height }: Shape, area: number, step: number): Shape {
  const scale = Math.sqrt(area / (width * height));
  const side = (length: number) => Math.max(step, Math.round((length * scale) / step) * step);
  return { width: side(width), height: side(height) };
}
