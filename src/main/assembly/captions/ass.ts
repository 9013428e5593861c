import { captionBox } from '../../../shared/caption-style.ts';
import { captionColumns, captionLines } from '../../../shared/captions.ts';
import type { Aspect } from '../../../shared/film.ts';
import { type FrameRate, frameSeconds } from '../../../shared/time.ts';
import type { Size } from '../segments/output-size.ts';

/** Raise it when captions or slates come to look different, or when the bundled font changes (Inter 4.001 now). */
export const captionStyleVersion = 1;

/** A caption on the segment's own clock, in frames, end exclusive. */
export type SegmentCaption = { readonly text: string; readonly start: number; readonly end: number };

type Canvas = Size & { readonly aspect: Aspect; readonly fps: FrameRate };

/** libass counts a font's size from ascender to descender; Inter's are 1.21 em apart. */
const sizeOfEm = 1.21;

/**
 * Captions as an ASS script for libass, on the clock of one segment. White letters with a thin dark edge over a wide,
 * soft shadow: readable on white and on black without a box over the picture.
 */
export function captionScript(captions: readonly SegmentCaption[], canvas: Canvas): string {
  const { em, side, below } = captionBox(canvas);
  const style = (name: string, edge: number, edgeColour: string): string =>
    `Style: ${name},Inter SemiBold,${fixed(em * sizeOfEm)},&H00FFFFFF,&H00FFFFFF,${edgeColour},&HFF000000,` +
    `0,0,0,0,100,100,0,0,1,${fixed(edge)},0,2,${side},${side},${below},1`;
  const events = captions.flatMap((caption) => {
    const times = `${time(caption.start, canvas.fps)},${time(caption.end, canvas.fps)}`;
    const text = captionLines(withoutEmoji(caption.text), captionColumns[canvas.aspect]).map(escapeText).join('\\N');
    if (text === '') return [];
    const blur = fixed(em * 0.14);
    return [
      `Dialogue: 0,${times},Shadow,,0,0,0,,{\\blur${blur}}${text}`,
      `Dialogue: 1,${times},Caption,,0,0,0,,{\\blur0.6}${text}`,
    ];
  });
  const styles = [style('Shadow', em * 0.13, '&H60000000'), style('Caption', em * 0.05, '&H20000000')];
  return script(canvas, styles, events);
}

/** The writing on a slate: which scene is missing its picture. */
export function slateScript(slate: { readonly number: number; readonly title: string }, canvas: Canvas): string {
  const short = Math.min(canvas.width, canvas.height);
  const margin = Math.round(canvas.width * 0.1);
  const style = (name: string, font: string, size: number, colour: string, spacing: number): string =>
    `Style: ${name},${font},${fixed(size * sizeOfEm)},${colour},${colour},&H00000000,&H00000000,` +
    `0,0,0,0,100,100,${fixed(spacing)},0,1,0,0,5,${margin},${margin},0,1`;
  const styles = [
    style('Number', 'Inter SemiBold', short * 0.038, '&H00A8A3A0', short * 0.004),
    style('Title', 'Inter', short * 0.085, '&H00F2F0EE', 0),
    style('Note', 'Inter SemiBold', short * 0.034, '&H00807B78', 0),
  ];
  const at = (y: number): string => `{\\pos(${fixed(canvas.width / 2)},${fixed(canvas.height * 0.5 + short * y)})}`;
  const always = '0:00:00.00,9:59:59.00';
  const title = captionLines(withoutEmoji(slate.title), 24).slice(0, 2);
  const lift = title.length > 1 ? 0.05 : 0;
  const bold = title.map((line) => `{\\b1}${escapeText(line)}`).join('\\N');
  const texts = [
    `Dialogue: 0,${always},Number,,0,0,0,,${at(-0.1 - lift)}SCENE ${slate.number}`,
    ...(bold ? [`Dialogue: 0,${always},Title,,0,0,0,,${at(0)}${bold}`] : []),
    `Dialogue: 0,${always},Note,,0,0,0,,${at(bold ? 0.105 + lift : 0)}No picture yet`,
  ];
  return script(canvas, styles, texts);
}

function script(size: Size, styles: readonly string[], events: readonly string[]): string {
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${size.width}`,
    `PlayResY: ${size.height}`,
    'ScaledBorderAndShadow: yes',
    'WrapStyle: 0',
    'YCbCr Matrix: TV.709',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, ' +
      'Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, ' +
      'MarginR, MarginV, Encoding',
    ...styles,
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...events,
    '',
  ].join('\n');
}

const pictograph =
  /(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)(?:\ufe0f|\u200d|\p{Emoji_Modifier}|\p{Extended_Pictographic})*/gu;

/** Without emoji, which libass shows as empty boxes: it draws no colour fonts. */
const withoutEmoji = (text: string): string => text.replace(pictograph, '').replace(/\s+/g, ' ').trim();

/**
 * Text that libass shows as it is written. Braces open style commands and a backslash starts one; libass knows `\{` and
 * `\}` but no escape for the backslash itself, so an invisible word joiner after it keeps it from being read.
 * https://github.com/libass/libass/wiki/ASSv5-Override-Tags
 */
export function escapeText(text: string): string {
  return text.replace(/\\/g, '\\\u2060').replace(/[{}]/g, '\\$&').replace(/\s+/g, ' ');
}

/** Half a frame early: ASS counts centiseconds, and a time equal to a frame's own flips by one frame in rounding. */
function time(frame: number, rate: FrameRate): string {
  const centiseconds = frame <= 0 ? 0 : Math.floor(frameSeconds(frame - 0.5, rate) * 100);
  const [h, m] = [Math.floor(centiseconds / 360_000), Math.floor(centiseconds / 6000) % 60];
  const s = ((centiseconds % 6000) / 100).toFixed(2);
  return `${h}:${String(m).padStart(2, '0')}:${s.padStart(5, '0')}`;
}

const fixed = (value: number): string => value.toFixed(2);
