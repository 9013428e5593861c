/** Colours of 0 to 1, as red, green and blue. */
export type Rgb = readonly [number, number, number];

/** Colours at the points of a cube of `size` x `size` x `size` from black to white; red changes fastest, as in .cube files. */
export type ColourTable = { readonly size: number; readonly colours: readonly Rgb[] };

/** A table of what `change` makes of each colour. */
export function tableOf(size: number, change: (colour: Rgb) => Rgb): ColourTable {
  const place = (index: number): number => index / (size - 1);
  const colours = Array.from({ length: size ** 3 }, (_, index) => {
    const [red, green, blue] = [index % size, Math.floor(index / size) % size, Math.floor(index / size ** 2)];
    return change([place(red), place(green), place(blue)]);
  });
  return { size, colours };
}

/** Half of the look is half of the way from the colour as it was. A table holds it, so it costs nothing per frame. */
export const weakened =
  (change: (colour: Rgb) => Rgb, strength: number) =>
  (colour: Rgb): Rgb => {
    const full = change(colour);
    const mix = (index: 0 | 1 | 2): number => colour[index] + (full[index] - colour[index]) * strength;
    return [mix(0), mix(1), mix(2)];
  };

/** The text of a .cube file. https://resolve.cafe/developers/luts/ (Adobe's Cube LUT Specification 1.0) */
export function cubeText({ size, colours }: ColourTable): string {
  const rows = colours.map((colour) => colour.map((value) => value.toFixed(6)).join(' '));
  return `LUT_3D_SIZE ${size}\n${rows.join('\n')}\n`;
}
