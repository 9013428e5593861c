/** A square PNG file and its side in pixels. */
export type Png = { readonly side: number; readonly bytes: Buffer };

/** A Windows icon that holds PNGs as they are (https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)). */
export function packIco(images: readonly Png[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, { side, bytes }] of images.entries()) {
    const entry = 6 + 16 * index;
    // One byte each; 256 is written as 0.
    header.writeUInt8(side % 256, entry);
    header.writeUInt8(side % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(bytes.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += bytes.length;
  }
  return Buffer.concat([header, ...images.map(({ bytes }) => bytes)]);
}

/** Types of PNG entries by their side in pixels; the second of a side is the doubled one of half the size. */
const icnsTypes: readonly (readonly [string, number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
];

/** A macOS icon (https://en.wikipedia.org/wiki/Apple_Icon_Image_format). Throws when a size is missing. */
export function packIcns(images: readonly Png[]): Buffer {
  const entries = icnsTypes.map(([type, side]) => {
    const image = images.find((each) => each.side === side);
    if (!image) throw new Error(`no icon of ${side} pixels`);
    return chunk(type, image.bytes);
  });
  return chunk('icns', Buffer.concat(entries));
}

function chunk(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([header, content]);
}
