import { z } from 'zod';
import { type FrameRate, frameRateFraction, frameSeconds } from '../../../shared/time.ts';
import type { Segment } from './segments.ts';

const spanSchema = z.object({ from: z.number().int().min(0), to: z.number().int().min(0) });
/** Frames `from` up to, not including, `to`. */
export type FrameSpan = z.infer<typeof spanSchema>;

export const findingsSchema = z.object({ black: z.array(spanSchema), frozen: z.array(spanSchema) });
/** Where the picture is black, or a clip stands still. */
export type Findings = z.infer<typeof findingsSchema>;

/** Shorter stillness is the rhythm of a clip that has fewer frames a second than the film. */
const leastFrozenFrames = 6;

/**
 * A branch of the filter graph that looks at every frame of pad `from`, small and without smoothing, which costs nothing
 * that can be measured (1080p to 720p with x264 veryfast: 2.81 s with, 2.85 s without). What it finds is in the log.
 */
export function lookFilters(from: string, { join, from: side, encoding }: Segment): string {
  const isClip = !join && side.shown.kind === 'take' && side.shown.clip !== null;
  const least = frameSeconds(leastFrozenFrames, encoding.fps).toFixed(4);
  // Stills and slates are meant to stand still.
  const frozen = isClip ? `,freezedetect=n=-60dB:d=${least}` : '';
  return `${from}scale=w=160:h=90:flags=neighbor,blackdetect=d=0:pix_th=0.05${frozen},nullsink`;
}

/** What a segment's log says, on the segment's own clock. */
export function readFindings(log: string, { frames, encoding }: Pick<Segment, 'frames' | 'encoding'>): Findings {
  const found = (name: string): FrameSpan[] => spansIn(log, name, frames, encoding.fps);
  return { black: found('black'), frozen: found('freeze') };
}

function spansIn(log: string, name: string, frames: number, rate: FrameRate): FrameSpan[] {
  const { num, den } = frameRateFraction(rate);
  const at = (edge: 'start' | 'end'): number[] =>
    [...log.matchAll(new RegExp(`\\b${name}_${edge}: ?([\\d.]+)`, 'g'))].map(([, text]) =>
      Math.round((Number(text) * num) / den),
    );
  const ends = at('end');
  return at('start').map((from, index) => {
    const to = ends[index] ?? frames;
    // blackdetect ends with the beginning of the last frame.
    return { from, to: to >= frames - 1 ? frames : to };
  });
}

/** The film's findings in absolute frames, from those of its segments. Black that goes on over a seam is one stretch. */
export function sumFindings(segments: readonly Segment[], findings: ReadonlyMap<string, Findings>): Findings {
  const placed = (kind: keyof Findings): FrameSpan[] =>
    segments.flatMap(({ hash, start }) =>
      (findings.get(hash)?.[kind] ?? []).map(({ from, to }) => ({ from: start + from, to: start + to })),
    );
  return { black: merged(placed('black')), frozen: placed('frozen') };
}

function merged(spans: readonly FrameSpan[]): FrameSpan[] {
  const all: FrameSpan[] = [];
  for (const { from, to } of spans) {
    const last = all.at(-1);
    if (last && last.to >= from) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}
