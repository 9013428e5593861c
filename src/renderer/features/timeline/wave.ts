import { gainAt, type MusicPoint } from '../../../shared/music-level.ts';

/** The loudest sample of each short stretch of a sound, 0 to 1. */
export type Peaks = { readonly perSecond: number; readonly values: Float32Array };

/** The loudest sample between two moments; silence outside of the sound. */
export function peakBetween({ perSecond, values }: Peaks, from: number, to: number): number {
  const first = Math.max(0, Math.floor(from * perSecond));
  const last = Math.min(values.length, Math.max(first + 1, Math.ceil(to * perSecond)));
  let peak = 0;
  for (let at = first; at < last; at += 1) peak = Math.max(peak, values[at] ?? 0);
  return peak;
}

/** Pixels from one bar of a waveform to the next. */
export const barStep = 3;

type Wave = {
  readonly peaks: Peaks;
  /** Pixels that are drawn, from the left edge of the sound. */
  readonly from: number;
  readonly to: number;
  readonly height: number;
  /** Where the sound stands at a pixel, in its own seconds, and how many of them a pixel takes; null is silence. */
  readonly at: (x: number) => { readonly seconds: number; readonly perPixel: number } | null;
  /** Linear gain at a pixel. */
  readonly gain: (x: number) => number;
  /** Where the strokes grow from: to both sides of the middle, or up from the ground. */
  readonly base: 'middle' | 'ground';
};

/** Loudness as it is drawn: half as loud is still well seen. */
export const drawnHeight = (gain: number): number => Math.sqrt(Math.min(1, Math.max(0, gain)));

/** A waveform as one SVG path of upright strokes, for `stroke-width` 2. */
export function wavePath({ peaks, from, to, height, at, gain, base }: Wave): string {
  const parts: string[] = [];
  for (let x = Math.floor(from / barStep) * barStep + 1; x < to; x += barStep) {
    const moment = at(x);
    const end = moment && moment.seconds + moment.perPixel * barStep;
    const peak = moment && end !== null ? peakBetween(peaks, moment.seconds, end) : 0;
    const high = Math.max(1, height * drawnHeight(peak * gain(x)));
    const top = base === 'middle' ? (height - high) / 2 : height - high;
    parts.push(`M${x} ${top.toFixed(1)}v${high.toFixed(1)}`);
  }
  return parts.join('');
}

/** The music's level over the film as an SVG line: its fades, and stepping back under speech. */
export function envelopePath(points: readonly MusicPoint[], view: EnvelopeView): string {
  const { fromFrame, toFrame, scale, height, loudest } = view;
  const inside = points.map(({ frame }) => frame).filter((frame) => frame > fromFrame && frame < toFrame);
  return [fromFrame, ...inside, toFrame]
    .map((frame, index) => {
      const y = height - 1 - (height - 2) * drawnHeight(gainAt(points, frame) / loudest);
      return `${index === 0 ? 'M' : 'L'}${(frame * scale).toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');
}

type EnvelopeView = {
  readonly fromFrame: number;
  readonly toFrame: number;
  /** Pixels a frame. */
  readonly scale: number;
  readonly height: number;
  /** The gain that is drawn at full height. */
  readonly loudest: number;
};
