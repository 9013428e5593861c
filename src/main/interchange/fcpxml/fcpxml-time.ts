import type { XmlNode } from '../parse-xml.ts';
import { parseSeconds } from '../rational.ts';

/** Where a clip stands in its source, in seconds, and how fast it runs there; 0 is a held frame, negative is backwards. */
export type SourceTime = { readonly seconds: number; readonly speed: number };

/** Reads a `timeMap` at a time of the clip's own; without one, both times are the same. */
export function sourceTime(timeMap: XmlNode | undefined, start: number): SourceTime {
  const points = (timeMap?.children ?? []).flatMap(({ attributes }) => {
    const [time, value] = [parseSeconds(attributes.time), parseSeconds(attributes.value)];
    return time === null || value === null ? [] : [{ time, value }];
  });
  const found = points.findLastIndex(({ time }) => time <= start + 1e-6);
  const at = Math.min(Math.max(0, found), points.length - 2);
  const [one, two] = [points[at], points[at + 1]];
  if (!one || !two || two.time <= one.time) return { seconds: start, speed: 1 };
  const speed = (two.value - one.value) / (two.time - one.time);
  return { seconds: one.value + (start - one.time) * speed, speed };
}
