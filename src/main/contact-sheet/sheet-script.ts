import { languageOf } from '../../shared/ass.ts';
import { latin } from '../../shared/ass-fonts.ts';
import { type AssStyle, assScript, fixed } from '../../shared/ass-script.ts';
import { setLines, writable } from '../../shared/ass-text.ts';
import type { CaptionWeight, Ink } from '../../shared/caption-style.ts';
import { textWidth } from '../../shared/captions.ts';
import type { Box, SheetCell, SheetLayout } from './sheet-layout.ts';
import type { SheetCaption, SheetTitle } from './sheet-words.ts';

/** The dark theme's greys, and the pencil, which means circled and nothing else. */
export const sheetInks = {
  ground: '#131416',
  text: '#eceef1',
  second: '#a9aeb8',
  pencil: '#f4c430',
} as const;
type SheetInk = keyof typeof sheetInks;

/** Everything that is written and drawn on a sheet, as one ASS file; it stays for as long as the sheet is shown. */
export function sheetScript(layout: SheetLayout, title: SheetTitle, captions: readonly SheetCaption[]): string {
  const cells = layout.cells.flatMap((cell, index) => {
    const caption = captions[index];
    return caption ? cellEvents(cell, caption, layout.em.caption) : [];
  });
  const texts = [title.film, title.about, ...captions.flatMap(({ left }) => left)].join(' ');
  return assScript(layout, languageOf(texts), [style], [...titleEvents(layout, title), ...cells]);
}

const nothing: Ink = { colour: '#000000', opacity: 0 };
const style: AssStyle = {
  ...{ name: 'Sheet', font: 'Circle Latin SemiBold', size: 20 * latin.sizeOfEm, alignment: 7 },
  ink: { colour: sheetInks.text, opacity: 1 },
  ...{ edge: nothing, back: nothing, border: 1, outline: 0, shadow: 0, spacing: 0, side: 0, vertical: 0 },
};

type Line = {
  readonly text: string;
  /** Where it may stand; what does not fit is left out. */
  readonly box: Box;
  readonly side: 'left' | 'right' | 'middle';
  readonly em: number;
  readonly weight: CaptionWeight;
  readonly ink: SheetInk;
};

const anchors = { left: 4, middle: 5, right: 6 } as const;
/** Room for a letter in em: names have capitals and figures. */
const letterRoom = 0.6;

function lineEvent({ text, box, side, em, weight, ink }: Line): string[] {
  const shown = shortened(writable(text), Math.floor(box.width / (em * letterRoom)));
  if (shown === '') return [];
  const x = { left: box.x, middle: box.x + box.width / 2, right: box.x + box.width }[side];
  const corners = [box.x, box.y, box.x + box.width, box.y + box.height].map(Math.round).join(',');
  const tags = `\\an${anchors[side]}\\q2\\pos(${fixed(x)},${fixed(box.y + box.height / 2)})\\clip(${corners})`;
  return [event(1, `{${tags}\\1c${bgr(sheetInks[ink])}}${setLines([shown], { weight, em })}`)];
}

const event = (layer: number, text: string): string => `Dialogue: ${layer},0:00:00.00,9:59:59.00,Sheet,,0,0,0,,${text}`;

const bgr = (colour: string): string =>
  `&H${colour
    .slice(1)
    .toUpperCase()
    .replace(/(..)(..)(..)/, '$3$2$1')}&`;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As much of a text as fits into `columns`, with an ellipsis where some is left out. */
function shortened(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (textWidth(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`;
}

function titleEvents({ title, em }: SheetLayout, { film, about, date }: SheetTitle): string[] {
  const line = { em: em.title, ink: 'text', side: 'left', weight: 'SemiBold' } as const;
  const dated = em.title * letterRoom * (date.length + 1);
  const left = { ...title, width: title.width - dated };
  const text = about === '' ? film : `${film}  ·  ${about}`;
  return [
    ...lineEvent({ ...line, text, box: left }),
    ...lineEvent({
      ...line,
      ...{ text: date, em: em.title * 0.75, ink: 'second', side: 'right', weight: 'Medium' },
      box: { ...title, x: title.x + left.width, width: dated },
    }),
  ];
}

function cellEvents({ picture, caption }: SheetCell, words: SheetCaption, em: number): string[] {
  const pitch = em * 1.4;
  const lines = words.left.flatMap((left, index) => {
    const right = words.right[index] ?? '';
    const row = { ...caption, y: caption.y + em * 0.4 + index * pitch, height: pitch };
    // What a take cost is short and is wanted whole; the name takes what is left.
    const taken = right === '' ? 0 : Math.min(row.width * 0.7, em * letterRoom * (textWidth(right) + 1));
    const first = index === 0;
    const common = { em: first ? em : em * 0.85, weight: first ? 'SemiBold' : 'Medium' } as const;
    const ink: SheetInk = first ? 'text' : 'second';
    return [
      ...lineEvent({ ...common, ink, text: left, side: 'left', box: { ...row, width: row.width - taken } }),
      ...lineEvent({
        ...{ ...common, weight: 'Medium', ink, text: right, side: 'right' },
        box: { ...row, x: row.x + row.width - taken, width: taken },
      }),
    ];
  });
  return [...lines, ...marks(picture, words, em)];
}

/** In the upper corners of the picture: its number, circled or not, and its star. */
function marks(picture: Box, { number, circled, star }: SheetCaption, em: number): string[] {
  const radius = em * 0.8;
  const inset = em * 0.6 + radius;
  const [left, right, y] = [picture.x + inset, picture.x + picture.width - inset, picture.y + inset];
  if (number === null) return [];
  const box = { x: left - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  return [
    ellipse(left, y, radius, radius, badge),
    ...lineEvent({ text: number, box, side: 'middle', em: em * 0.72, weight: 'SemiBold', ink: 'text' }),
    ...(circled ? [ellipse(left, y, radius * 1.35, radius * 1.14, pencil(em))] : []),
    ...(star ? [ellipse(right, y, radius, radius, badge), starShape(right, y, radius * 0.68)] : []),
  ];
}

const badge = '\\1c&H000000&\\1a&H48&';
/** A ring, never quite round and never quite level. */
const pencil = (em: number): string =>
  `\\1a&HFF&\\3a&H00&\\3c${bgr(sheetInks.pencil)}\\bord${fixed(Math.max(1.5, em * 0.11))}\\frz8`;

/** Drawings are in eighths of a pixel (`\p4`), from the upper left corner of what is drawn. */
const eighths = (...values: readonly number[]): string => values.map((value) => Math.round(value * 8)).join(' ');

/** Where the handles of a quarter of an ellipse lie, so that a Bézier curve comes nearest to it. */
const handle = 0.5523;

function ellipse(x: number, y: number, a: number, b: number, look: string): string {
  const [left, right] = [a * (1 - handle), a * (1 + handle)];
  const [above, below] = [b * (1 - handle), b * (1 + handle)];
  const path = [
    `m ${eighths(0, b)}`,
    `b ${eighths(0, above, left, 0, a, 0)}`,
    `b ${eighths(right, 0, 2 * a, above, 2 * a, b)}`,
    `b ${eighths(2 * a, below, right, 2 * b, a, 2 * b)}`,
    `b ${eighths(left, 2 * b, 0, below, 0, b)}`,
  ].join(' ');
  return drawing(x - a, y - b, `\\org(${fixed(x)},${fixed(y)})${look}`, path);
}

function starShape(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? radius : radius * 0.42;
    const angle = (index * Math.PI) / 5;
    return { x: reach * Math.sin(angle), y: -reach * Math.cos(angle) };
  });
  const [left, top] = [Math.min(...points.map((point) => point.x)), Math.min(...points.map((point) => point.y))];
  const path = points.map((point) => eighths(point.x - left, point.y - top));
  return drawing(x + left, y + top, `\\1c${bgr(sheetInks.text)}`, `m ${path[0]} l ${path.slice(1).join(' ')}`);
}

const drawing = (x: number, y: number, look: string, path: string): string =>
  event(0, `{\\an7\\pos(${fixed(x)},${fixed(y)})${look}\\p4}${path}{\\p0}`);
