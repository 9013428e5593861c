import { captionBox } from './caption-style.ts';
import { captionLines } from './captions.ts';
import type { Cut } from './cut.ts';
import { frameRateFraction } from './time.ts';

/** Captions as a SubRip file: UTF-8 without a byte order mark, CRLF, times of the whole film. Titles belong to the picture. */
export function srtOf(cut: Cut): string {
  const blocks = cuesOf(cut).map(({ start, end, lines }, index) =>
    [String(index + 1), `${clock(start, ',')} --> ${clock(end, ',')}`, ...lines.map(plainMarkup), ''].join('\r\n'),
  );
  return blocks.join('\r\n');
}

/** Captions as WebVTT: https://www.w3.org/TR/webvtt1/ */
export function vttOf(cut: Cut): string {
  const blocks = cuesOf(cut).map(({ start, end, lines }) =>
    [`${clock(start, '.')} --> ${clock(end, '.')}`, ...lines.map(escaped), ''].join('\n'),
  );
  return ['WEBVTT', '', ...blocks].join('\n');
}

type Cue = { readonly start: number; readonly end: number; readonly lines: readonly string[] };

/**
 * In milliseconds. Start and end of a frame are rounded alike, so that captions which follow each other share their
 * border and never overlap; where two scenes overlap, the earlier caption gives way.
 */
function cuesOf(cut: Cut): Cue[] {
  const { num, den } = frameRateFraction(cut.canvas.fps);
  const milliseconds = (frame: number): number => Math.round((frame * 1000 * den) / num);
  const { columns } = captionBox(cut.canvas);
  const captions = cut.scenes.flatMap((scene) => scene.captions).toSorted((one, other) => one.start - other.start);
  return captions.flatMap(({ text, start, end }, index) => {
    const until = Math.min(end, captions[index + 1]?.start ?? end, cut.frames);
    const lines = captionLines(cleaned(text), columns);
    if (until <= start || lines.length === 0) return [];
    return [{ start: milliseconds(start), end: milliseconds(until), lines }];
  });
}

/** Without controls, which end lines in some players. Emoji stay: players draw them. */
const cleaned = (text: string): string =>
  text
    .replace(/\ufeff/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim();

/** `hh:mm:ss` and milliseconds after the mark. Hours grow as they must. */
function clock(milliseconds: number, mark: ',' | '.'): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const rest = String(milliseconds % 1000).padStart(3, '0');
  return `${two(milliseconds / 3_600_000)}:${two((milliseconds / 60_000) % 60)}:${two((milliseconds / 1000) % 60)}${mark}${rest}`;
}

/**
 * SRT has no escapes, and players take `<i>` and `{\an8}` for markup. A word joiner, which is not seen, keeps what was
 * meant as text from being read as that.
 */
const plainMarkup = (line: string): string =>
  arrowless(line)
    .replace(/<(?=[/\p{L}])/gu, '<\u2060')
    .replace(/\{(?=\\)/g, '{\u2060');

const escaped = (line: string): string =>
  arrowless(line).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `-->` in a text would be read as a line of times. */
const arrowless = (line: string): string => line.replaceAll('-->', '\u2014>');
