import type { FileHandle } from 'node:fs/promises';

/** One box of an MP4 or MOV file: `start` is where its content begins, from the start of what it was found in. */
export type Box = { readonly type: string; readonly start: number; readonly end: number };

/** The boxes inside `bytes[from..to)`; stops at the first that does not fit. */
export function boxesIn(bytes: DataView, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const box = boxAt(bytes, at, at, to);
    if (!box) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** Reads the header at `offset` of `bytes`, which stands at `at` of what ends at `limit`. */
function boxAt(bytes: DataView, offset: number, at: number, limit: number): Box | null {
  const short = bytes.getUint32(offset);
  const isLong = short === 1;
  if (isLong && offset + 16 > bytes.byteLength) return null;
  const size = isLong ? Number(bytes.getBigUint64(offset + 8)) : short === 0 ? limit - at : short;
  const header = isLong ? 16 : 8;
  if (size < header || at + size > limit) return null;
  return { type: fourcc(bytes, offset + 4), start: at + header, end: at + size };
}

/** Four letters of a box's or codec's name. */
export const fourcc = (bytes: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((index) => bytes.getUint8(at + index)));

/** The boxes at a file's top level, or null where they do not fill it exactly: it was cut off, or is something else. */
export async function fileBoxes(file: FileHandle): Promise<Box[] | null> {
  const { size } = await file.stat();
  const boxes: Box[] = [];
  const head = new DataView(new ArrayBuffer(16));
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(head, 0, 16, at);
    const box = bytesRead < 8 ? null : boxAt(head, 0, at, size);
    if (!box) return null;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}
