import { captionColumns } from './captions.ts';
import type { Aspect, Canvas } from './film.ts';

/** Where captions stand and how large they are, the same in the rough cut and in the export. */
export type CaptionBox = {
  /** Size of the letters: one em, in pixels of the canvas. */
  readonly em: number;
  /** Room at each side and below, in pixels of the canvas. */
  readonly side: number;
  readonly below: number;
};

/** Room at each side, as a part of the width: the title-safe area of EBU R 95 is 5 %, and phones have round corners. */
const sideMargin = 0.07;
/** Room below: on tall pictures the apps put their own buttons and texts over the lowest fifth. */
const bottomMargin: Record<Aspect, number> = { '16:9': 0.075, '1:1': 0.08, '4:5': 0.1, '9:16': 0.2 };
/** Letters are at most this part of the picture's height. */
const tallest = 0.056;
/**
 * Room for a letter of Inter SemiBold, in em. English prose needs 0.475 on the average (measured over the sample
 * script); the rest is for lines of wide letters.
 */
const letterRoom = 0.56;

export function captionBox({ width, height, aspect }: Pick<Canvas, 'width' | 'height' | 'aspect'>): CaptionBox {
  const byWidth = (width * (1 - 2 * sideMargin)) / (captionColumns[aspect] * letterRoom);
  return {
    em: Math.min(byWidth, height * tallest),
    side: Math.round(width * sideMargin),
    below: Math.round(height * bottomMargin[aspect]),
  };
}
