import type { Cut } from '../../../shared/cut.ts';
import type { TakeView } from '../../../shared/take.ts';
import { frameSeconds } from '../../../shared/time.ts';

type Span = { readonly from: number; readonly to: number };

const isPaid = (take: TakeView | null | undefined): boolean => (take?.cost.micros ?? 0) > 0;

/** Seconds of the cut in which a take that cost money is seen or heard. Where two overlap, time counts once. */
export function keptSeconds(cut: Cut): number {
  const spans = cut.scenes.flatMap(({ start, frames, picture, voice }): Span[] => [
    ...(isPaid(picture) ? [{ from: start, to: start + frames }] : []),
    ...(voice && isPaid(voice.take) ? [{ from: voice.start, to: voice.start + voice.frames }] : []),
  ]);
  return frameSeconds(framesIn(spans), cut.canvas.fps);
}

function framesIn(spans: readonly Span[]): number {
  let frames = 0;
  let reached = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    frames += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return frames;
}

/** Finer than a hundredth of a cent says nothing about a film. */
const step = 100;

/** Micros that every kept second cost, all that was thrown away included; null while nothing paid is in the cut. */
export const costPerKeptSecond = (spentMicros: number, seconds: number): number | null =>
  seconds > 0 ? Math.round(spentMicros / seconds / step) * step : null;
