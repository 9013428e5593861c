import { captionColumns } from './captions.ts';
import type { Aspect, Canvas, CaptionStyleId } from './film.ts';

/** Where captions stand and how large they are, the same in the rough cut and in the export. */
export type CaptionBox = {
  /** Size of the letters: one em, in pixels of the canvas. */
  readonly em: number;
  /** Room at each side and below, in pixels of the canvas. */
  readonly side: number;
  readonly below: number;
  /** Longest line in columns, and most lines: captions are cut for two lines of `captionColumns`. */
  readonly columns: number;
  readonly lines: number;
};

/** Weights of the bundled fonts, as their names say them. */
export type CaptionWeight = 'Medium' | 'SemiBold' | 'Bold' | 'ExtraBold';

/** How captions look. Lengths are in em, so that a style is the same at every size. */
export type CaptionStyle = {
  readonly weight: CaptionWeight;
  /** Size of the letters; 1 is the usual. */
  readonly size: number;
  /** Room for a letter in em; wider letters make shorter lines. */
  readonly letterRoom: number;
  readonly upper: boolean;
  /** `#rrggbb`, and how much of it shows, 0 to 1. */
  readonly ink: Ink;
  /** The edge round the letters, softened by `blur`; null where a box is behind them. */
  readonly edge: { readonly ink: Ink; readonly width: number; readonly blur: number } | null;
  readonly box: { readonly ink: Ink; readonly padding: number } | null;
  /** Tall pictures: how much higher than the usual place, as a part of the height. */
  readonly lift: number;
};
export type Ink = { readonly colour: `#${string}`; readonly opacity: number };

const white: Ink = { colour: '#ffffff', opacity: 1 };

/**
 * Room for a letter of Inter SemiBold, in em. English prose needs 0.475 on the average (measured over the sample
 * script); the rest is for lines of wide letters.
 */
const letterRoom = 0.56;

/**
 * The looks that a film can choose from. Each is two layers, letters and edge: FFmpeg lays every layer into every frame,
 * and a shadow makes them a half slower (measured: 2.7 ms a frame at 1080p instead of 1.8).
 */
export const captionStyleOf: Record<CaptionStyleId, CaptionStyle> = {
  /** White with a soft dark halo: readable on white and on black without a box over the picture. */
  plain: {
    weight: 'SemiBold',
    size: 1,
    letterRoom,
    upper: false,
    ink: white,
    edge: { ink: { colour: '#000000', opacity: 0.86 }, width: 0.095, blur: 0.055 },
    box: null,
    lift: 0,
  },
  /** White on a dark ground: readable over anything. */
  box: {
    weight: 'SemiBold',
    size: 0.92,
    letterRoom,
    upper: false,
    ink: white,
    edge: null,
    box: { ink: { colour: '#000000', opacity: 0.76 }, padding: 0.3 },
    lift: 0,
  },
  /** Heavy capitals with a firm black edge, for pictures that are watched on phones. */
  bold: {
    weight: 'ExtraBold',
    size: 1.1,
    letterRoom: 0.66,
    upper: true,
    ink: white,
    edge: { ink: { colour: '#000000', opacity: 1 }, width: 0.11, blur: 0 },
    box: null,
    lift: 0.06,
  },
  /** Small and light, for films where the picture speaks. */
  quiet: {
    weight: 'Medium',
    size: 0.8,
    letterRoom,
    upper: false,
    ink: { colour: '#f4f2ee', opacity: 1 },
    edge: { ink: { colour: '#000000', opacity: 0.75 }, width: 0.06, blur: 0.055 },
    box: null,
    lift: 0,
  },
};

/** Room at each side, as a part of the width: the title-safe area of EBU R 95 is 5 %, and phones have round corners. */
export const sideMargin = 0.07;
/** Room below: on tall pictures the apps put their own buttons and texts over the lowest fifth. */
const bottomMargin: Record<Aspect, number> = { '16:9': 0.075, '1:1': 0.08, '4:5': 0.1, '9:16': 0.2 };
/** Letters are at most this part of the picture's height. */
const tallest = 0.05;

/** Place and size of a style's captions on a canvas. */
export function captionBox(
  { width, height, aspect }: Pick<Canvas, 'width' | 'height' | 'aspect'>,
  style: CaptionStyle = captionStyleOf.plain,
): CaptionBox {
  const room = width * (1 - 2 * sideMargin);
  const em = Math.min(room / (captionColumns[aspect] * letterRoom), height * tallest) * style.size;
  const columns = Math.min(captionColumns[aspect], Math.floor(room / (em * style.letterRoom)));
  return {
    em,
    side: Math.round(width * sideMargin),
    below: Math.round(height * (bottomMargin[aspect] + (height > width ? style.lift : 0))),
    columns,
    lines: Math.ceil((2 * captionColumns[aspect]) / columns),
  };
}
