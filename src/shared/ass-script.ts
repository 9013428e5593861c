import type { Ink } from './caption-style.ts';
import { type FrameRate, frameSeconds } from './time.ts';

/** One line under `[V4+ Styles]`; lengths in pixels of the canvas. */
export type AssStyle = {
  readonly name: string;
  readonly font: string;
  readonly size: number;
  readonly ink: Ink;
  readonly edge: Ink;
  readonly back: Ink;
  /** 1 is an edge and a shadow, 4 is libass's own: one box behind the whole event, `shadow` wider on each side. */
  readonly border: 1 | 4;
  readonly outline: number;
  readonly shadow: number;
  readonly spacing: number;
  /** As on a numeric keypad: 2 is below in the middle. */
  readonly alignment: number;
  readonly side: number;
  readonly vertical: number;
};

/** `#rrggbb` and opacity as ASS writes them: `&HAABBGGRR`, where AA is transparency. */
export function assColour({ colour, opacity }: Ink): string {
  const hex = (value: number): string => Math.round(value).toString(16).padStart(2, '0').toUpperCase();
  const [red, green, blue] = [1, 3, 5].map((at) => colour.slice(at, at + 2).toUpperCase());
  return `&H${hex((1 - opacity) * 255)}${blue}${green}${red}`;
}

function styleLine(style: AssStyle): string {
  const ink = assColour(style.ink);
  return [
    `Style: ${style.name},${style.font},${fixed(style.size)},${ink},${ink},${assColour(style.edge)},${assColour(style.back)}`,
    `0,0,0,0,100,100,${fixed(style.spacing)},0,${style.border},${fixed(style.outline)},${fixed(style.shadow)}`,
    // Encoding -1 lets libass order text that runs both ways.
    `${style.alignment},${style.side},${style.side},${style.vertical},-1`,
  ].join(',');
}

/** Seconds of frame `frame` on an ASS clock, half a frame early: a time equal to a frame's own flips by one in rounding. */
export function assSeconds(frame: number, rate: FrameRate): number {
  return frame <= 0 ? 0 : Math.floor(frameSeconds(frame - 0.5, rate) * 100) / 100;
}

/** `h:mm:ss.cc`. */
export function assTime(frame: number, rate: FrameRate): string {
  const centiseconds = Math.round(assSeconds(frame, rate) * 100);
  const [h, m] = [Math.floor(centiseconds / 360_000), Math.floor(centiseconds / 6000) % 60];
  const s = ((centiseconds % 6000) / 100).toFixed(2);
  return `${h}:${String(m).padStart(2, '0')}:${s.padStart(5, '0')}`;
}

/** A whole ASS file. `language` is two letters: libass takes the shapes of its characters from the fonts. */
export function assScript(
  size: { readonly width: number; readonly height: number },
  language: 'ja' | 'zh' | null,
  styles: readonly AssStyle[],
  events: readonly string[],
): string {
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${size.width}`,
    `PlayResY: ${size.height}`,
    'ScaledBorderAndShadow: yes',
    'WrapStyle: 0',
    'YCbCr Matrix: TV.709',
    ...(language ? [`Language: ${language}`] : []),
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, ' +
      'Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, ' +
      'MarginR, MarginV, Encoding',
    ...styles.map(styleLine),
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...events,
    '',
  ].join('\n');
}

export const fixed = (value: number): string => value.toFixed(2);
