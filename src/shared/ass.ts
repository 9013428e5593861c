import { fontFile, latin } from './ass-fonts.ts';
import { type AssStyle, assScript, assTime, fixed } from './ass-script.ts';
import { setLines, writable } from './ass-text.ts';
import { titleEvent, titleStyle } from './ass-title.ts';
import { type CaptionStyle, captionBox, captionStyleOf, type Ink } from './caption-style.ts';
import { captionLines } from './captions.ts';
import type { Canvas, CaptionStyleId } from './film.ts';
import type { Title } from './title.ts';

/** Raise it when captions, titles or slates come to look different, or when a bundled font changes. */
export const captionStyleVersion = 2;

/** A caption on the script's own clock, in frames, end exclusive. It may begin before 0 and end after the last frame. */
export type AssCaption = { readonly text: string; readonly start: number; readonly end: number };
/** A title likewise. Give its true start and end, even outside the clock: it fades in and out there. */
export type AssTitle = AssCaption & { readonly place: Title['place'] };

const none: Ink = { colour: '#000000', opacity: 0 };

/**
 * Captions and titles as an ASS script for libass, for a segment (its own clock and size) and for the rough cut (the
 * film's) alike. Times are in frames of `canvas.fps`. On a transparent ground FFmpeg's `ass` weighs every opacity twice (once
 * as the colour's, once as the layer's), so that it gets the root of it.
 */
export function captionScript(
  captions: readonly AssCaption[],
  titles: readonly AssTitle[],
  canvas: Canvas,
  styleId: CaptionStyleId,
  ground: 'picture' | 'transparent' = 'picture',
): string {
  const style = captionStyleOf[styleId];
  const events = [
    ...titles.map((title) => titleEvent(title, canvas, style)),
    ...captions.map((caption) => captionEvent(caption, canvas, style)),
  ].filter((event) => event !== null);
  const texts = [...captions, ...titles].map(({ text }) => text).join(' ');
  return assScript(
    canvas,
    languageOf(texts),
    [onGround(captionStyleLine(canvas, style), ground), titleStyle(canvas)],
    events,
  );
}

function captionEvent(caption: AssCaption, canvas: Canvas, style: CaptionStyle): string | null {
  const { em, columns } = captionBox(canvas, style);
  const written = writable(caption.text);
  const lines = captionLines(style.upper ? written.toUpperCase() : written, columns);
  if (lines.length === 0 || caption.end <= Math.max(0, caption.start)) return null;
  const times = `${assTime(caption.start, canvas.fps)},${assTime(caption.end, canvas.fps)}`;
  const blur = style.edge && style.edge.blur > 0 ? `{\\blur${fixed(em * style.edge.blur)}}` : '';
  return `Dialogue: 1,${times},Caption,,0,0,0,,${blur}${setLines(lines, { weight: style.weight, em })}`;
}

function captionStyleLine(canvas: Canvas, style: CaptionStyle): AssStyle {
  const { em, side, below } = captionBox(canvas, style);
  const { edge, box } = style;
  return {
    name: 'Caption',
    font: `${latin.family} ${fontFile(latin, style.weight).weight}`,
    size: em * latin.sizeOfEm,
    ink: style.ink,
    edge: edge?.ink ?? none,
    back: box?.ink ?? none,
    border: box ? 4 : 1,
    outline: em * (edge?.width ?? 0),
    shadow: em * (box?.padding ?? 0),
    ...{ spacing: 0, alignment: 2, side, vertical: below },
  };
}

function onGround(style: AssStyle, ground: 'picture' | 'transparent'): AssStyle {
  if (ground === 'picture') return style;
  const root = ({ colour, opacity }: Ink): Ink => ({ colour, opacity: Math.sqrt(opacity) });
  return { ...style, edge: root(style.edge), back: root(style.back) };
}

/** Chinese and Japanese write many of the same characters differently; kana tells which. */
export function languageOf(text: string): 'ja' | 'zh' | null {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  return /\p{Script=Han}/u.test(text) ? 'zh' : null;
}

const slateInks = { number: '#a0a3a8', title: '#eef0f2', note: '#787b80' } as const;

/** The writing on a slate: which scene is missing its picture. It stays for as long as the script is shown. */
export function slateScript(slate: { readonly number: number; readonly title: string }, canvas: Canvas): string {
  const short = Math.min(canvas.width, canvas.height);
  const middle = fixed(canvas.width / 2);
  const line = (ink: keyof typeof slateInks, em: number, y: number, text: readonly string[], spacing = 0): string => {
    const hue = slateInks[ink]
      .slice(1)
      .replace(/(..)(..)(..)/, '$3$2$1')
      .toUpperCase();
    const place = `{\\pos(${middle},${fixed(canvas.height / 2 + short * y)})\\1c&H${hue}&\\fsp${fixed(spacing * short)}}`;
    const weight = ink === 'title' ? 'ExtraBold' : 'SemiBold';
    return `Dialogue: 0,0:00:00.00,9:59:59.00,Slate,,0,0,0,,${place}${setLines(text, { weight, em: em * short })}`;
  };
  const title = captionLines(writable(slate.title), 24).slice(0, 2);
  const lift = title.length > 1 ? 0.05 : 0;
  const events = [
    line('number', 0.038, -0.1 - lift, [`SCENE ${slate.number}`], 0.004),
    ...(title.length > 0 ? [line('title', 0.085, 0, title)] : []),
    line('note', 0.034, title.length > 0 ? 0.105 + lift : 0, ['No picture yet']),
  ];
  const plain = { edge: none, back: none, border: 1, outline: 0, shadow: 0, spacing: 0, vertical: 0 } as const;
  const style: AssStyle = {
    ...plain,
    ...{ name: 'Slate', font: 'Circle Latin SemiBold', size: short * 0.04 * latin.sizeOfEm, alignment: 5 },
    ink: { colour: '#ffffff', opacity: 1 },
    side: Math.round(canvas.width * 0.1),
  };
  return assScript(canvas, languageOf(slate.title), [style], events);
}
