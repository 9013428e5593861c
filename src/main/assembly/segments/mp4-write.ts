/** Building blocks of an MP4 file's index. ISO/IEC 14496-12. */

/** Bytes of big-endian 32-bit numbers, signed or not. */
export function words(...values: readonly number[]): Uint8Array {
  return wordList(values);
}

/** The same from a list of any length. */
export function wordList(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [index, value] of values.entries()) view.setUint32(index * 4, value);
  return new Uint8Array(view.buffer);
}

/** Big-endian 64-bit numbers. */
export function longList(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (const [index, value] of values.entries()) view.setBigUint64(index * 8, BigInt(value));
  return new Uint8Array(view.buffer);
}

export const letters = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** A box: its length, its name of four letters, its content. */
export function box(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const inner = content.reduce((sum, part) => sum + part.length, 0);
  return joinBytes([words(8 + inner), letters(type), ...content]);
}

/** `[5, 5, 7]` -> `[[2, 5], [1, 7]]`: how the tables of an index are written. */
export function runLengths(values: Iterable<number>): [count: number, value: number][] {
  const runs: [number, number][] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.[1] === value) last[0] += 1;
    else runs.push([1, value]);
  }
  return runs;
}

/** A table of entries after version and flags. */
export const table = (type: string, columns: number, values: readonly number[]): Uint8Array =>
  box(type, words(0, values.length / columns), wordList(values));
