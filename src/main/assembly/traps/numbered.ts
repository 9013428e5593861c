/**
 * For tests only: pictures that carry their number, so that each frame of an export can be told by looking at it. The
 * upper half is the frame's number, the lower half the clip's, as eight bits side by side, the lowest at the left.
 */
export const bright = 200;
export const dark = 50;

const bits = 8;

/** One row of a half: eight blocks over `width` pixels. */
function blockRow(value: number, width: number): Uint8Array {
  return Uint8Array.from({ length: width }, (_, x) => ((value >> Math.floor((x * bits) / width)) & 1 ? bright : dark));
}

/** Frames `numbers` of clip `id`, as 8-bit grey. */
export function numberedFrames(
  id: number,
  numbers: readonly number[],
  size: { width: number; height: number },
): Buffer {
  const { width, height } = size;
  const lower = blockRow(id, width);
  return Buffer.concat(
    numbers.flatMap((number) => {
      const upper = blockRow(number, width);
      return Array.from({ length: height }, (_, y) => (y < height / 2 ? upper : lower));
    }),
  );
}

/** Both numbers as they are shown, and how sure they are: the least distance of a block from the middle grey. */
export type ReadNumber = { readonly number: number; readonly id: number; readonly sureness: number };

/** Reads a frame that was scaled to eight by two pixels: its blocks. */
export function readNumber(blocks: Uint8Array): ReadNumber {
  const middle = (bright + dark) / 2;
  const value = (from: number): number =>
    blocks.subarray(from, from + bits).reduce((sum, level, bit) => sum + (level > middle ? 1 << bit : 0), 0);
  const sureness = Math.min(...Array.from(blocks, (level) => Math.abs(level - middle)));
  return { number: value(0), id: value(bits), sureness };
}

/** What the blocks of a frame should measure. */
export function blocksOf(number: number, id: number): number[] {
  return [number, id].flatMap((value) => [...blockRow(value, bits)]);
}
