/** What a Range header asks of a file: everything, the inclusive bytes `first` to `last`, or nothing that exists. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' };

/**
 * Reads a Range header against a file of `size` bytes (RFC 9110, section 14). Several ranges and units other than bytes
 * are answered with the whole file, as the RFC allows. An open range always reaches the end of the file: Chromium takes
 * the length of the answer to its `bytes=N-` for the rest of the film.
 */
export function byteRange(header: string | null, size: number): ByteRange {
  const match = header === null ? null : /^bytes=(\d*)-(\d*)$/i.exec(header.trim());
  if (!match || (match[1] === '' && match[2] === '')) return { kind: 'whole' };
  const [from, to] = [match[1] ?? '', match[2] ?? ''];
  if (from === '') return lastBytes(Number(to), size);
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return { kind: 'whole' };
  return first < size ? { kind: 'part', first, last } : { kind: 'unsatisfiable' };
}

function lastBytes(count: number, size: number): ByteRange {
  if (count === 0 || size === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', first: Math.max(0, size - count), last: size - 1 };
}
