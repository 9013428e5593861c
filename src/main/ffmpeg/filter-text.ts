/**
 * FFmpeg reads a filter graph twice: the graph parser splits at `[ ] , ;`, then each filter splits its options at `:`
 * and `=`. Both levels know backslash and quote, so text has to be escaped once for each.
 * https://ffmpeg.org/ffmpeg-filters.html#Notes-on-filtergraph-escaping
 */

/** A value for one filter option inside a graph; any text, such as a path with quotes, colons or commas. */
export function filterValue(text: string): string {
  const option = text.replace(/[\\':]/g, '\\$&');
  return option.replace(/[\\'[\],;]/g, '\\$&');
}

/** `scale=w=640:h=360`; numbers are written as they are, strings are escaped, `undefined` options are left out. */
export function filter(name: string, options: Readonly<Record<string, string | number | undefined>> = {}): string {
  const written = Object.entries(options)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => `${key}=${filterValue(String(value))}`);
  return written.length === 0 ? name : `${name}=${written.join(':')}`;
}
