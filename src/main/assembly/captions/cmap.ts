import { AppError } from '../../../shared/errors.ts';

/**
 * The characters that an OpenType font has a glyph for: its `cmap` table, formats 4 and 12, which every font with
 * Unicode has. https://learn.microsoft.com/typography/opentype/spec/cmap
 * Throws `damaged` for what is no font, or has no such table.
 */
export function fontCharacters(file: Uint8Array): Set<number> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  try {
    const characters = new Set<number>();
    for (const table of unicodeTables(view, cmapOffset(view))) addCharacters(view, table, characters);
    return characters;
  } catch (error) {
    // Reading past the end is the only thing that DataView throws.
    if (error instanceof RangeError) throw noFont(error);
    throw error;
  }
}

const noFont = (cause?: unknown): AppError =>
  new AppError({
    code: 'damaged',
    message: 'A caption font is damaged.',
    action: 'Install Circle Take again.',
    cause,
  });

/** Where the table `cmap` begins. */
function cmapOffset(view: DataView): number {
  const tables = view.getUint16(4);
  for (let index = 0; index < tables; index += 1) {
    const record = 12 + 16 * index;
    if (view.getUint32(record) === 0x636d6170) return view.getUint32(record + 8);
  }
  throw noFont();
}

/** Offsets of the subtables in Unicode: platform 0, or 3 with encoding 1 (BMP) or 10 (all). */
function unicodeTables(view: DataView, cmap: number): number[] {
  const offsets: number[] = [];
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const record = cmap + 4 + 8 * index;
    const [platform, encoding] = [view.getUint16(record), view.getUint16(record + 2)];
    if (platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10)))
      offsets.push(cmap + view.getUint32(record + 4));
  }
  return offsets;
}

function addCharacters(view: DataView, table: number, characters: Set<number>): void {
  const format = view.getUint16(table);
  if (format === 4) addSegments(view, table, characters);
  if (format === 12) addGroups(view, table, characters);
}

/** Format 4: stretches of the BMP, each mapped by a difference or through an array of glyphs. */
function addSegments(view: DataView, table: number, characters: Set<number>): void {
  const doubled = view.getUint16(table + 6);
  const [ends, starts] = [table + 14, table + 16 + doubled];
  for (let at = 0; at < doubled; at += 2) {
    const [end, start] = [view.getUint16(ends + at), view.getUint16(starts + at)];
    const delta = view.getUint16(starts + doubled + at);
    const rangeAt = starts + 2 * doubled + at;
    const range = view.getUint16(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const listed = range === 0 ? code : view.getUint16(rangeAt + range + 2 * (code - start));
      const glyph = range !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) characters.add(code);
    }
  }
}

/** Format 12: groups of consecutive characters and glyphs. */
function addGroups(view: DataView, table: number, characters: Set<number>): void {
  for (let index = 0; index < view.getUint32(table + 12); index += 1) {
    const group = table + 16 + 12 * index;
    const [first, last, glyph] = [view.getUint32(group), view.getUint32(group + 4), view.getUint32(group + 8)];
    if (last < first || last > 0x10ffff) throw noFont();
    for (let code = first; code <= last; code += 1) if (glyph + code - first !== 0) characters.add(code);
  }
}
