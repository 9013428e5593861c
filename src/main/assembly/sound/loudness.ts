import { z } from 'zod';
import { readFigures } from '../../ffmpeg/inspect-log.ts';

/**
 * What the finished sound keeps to. -1 dBTP is the most that EBU R128 and the platforms allow; the limiter stays half a
 * decibel below, because lossy codecs overshoot. More gain than `mostGainDb` would lift the noise of a nearly silent
 * recording, not its content. Within `toleranceLu` of its target a film is at its target (EBU R128 s2).
 */
export const loudness = { truePeakDb: -1, limitDb: -1.5, mostGainDb: 30, toleranceLu: 0.5 } as const;

/** Stretches of the finished film that are worth telling of. */
const leastSilent = 2;
const silentDb = -50;

/** What was measured on the finished, encoded sound. */
export const mixMeasuredSchema = z.object({
  /** Integrated, EBU R128; null for silence. */
  lufs: z.number().nullable(),
  /** Loudness range, LU (EBU Tech 3342); null for silence. */
  rangeLu: z.number().nullable(),
  /** dBTP; null for digital silence. */
  truePeakDb: z.number().nullable(),
  /** Below -50 dB for two seconds or more; seconds of the film. */
  silences: z.array(z.object({ start: z.number(), end: z.number() })),
  silentSeconds: z.number(),
});
export type MixMeasured = z.infer<typeof mixMeasuredSchema>;

/** Measures the integrated loudness alone. `input` are the arguments that read the sound. */
export const loudnessArgs = (input: readonly string[]): string[] => [
  ...input,
  ...['-af', 'ebur128=framelog=verbose', '-f', 'null', '-'],
];

/** Measures everything that `readMeasured` tells. */
export const measureArgs = (input: readonly string[]): string[] => [
  ...input,
  ...['-af', `ebur128=peak=true:framelog=verbose,silencedetect=n=${silentDb}dB:d=${leastSilent}`, '-f', 'null', '-'],
];

/** Reads FFmpeg's log of `measureArgs` or `loudnessArgs`; `seconds` is the length of the film. Pure. */
export function readMeasured(log: string, seconds: number): MixMeasured {
  const none = { width: null, height: null, fps: null, videoCodec: null, audioCodec: null };
  const { measured, silences } = readFigures(log, { kind: 'audio', seconds, ...none });
  const range = Number(/^ +LRA: +(\S+) LU$/m.exec(log)?.[1] ?? Number.NaN);
  const heard = measured.loudnessLufs !== null;
  return {
    lufs: measured.loudnessLufs,
    rangeLu: heard && Number.isFinite(range) ? range : null,
    truePeakDb: measured.peakDb,
    silences: silences.map(({ start, end }) => ({ start, end: Math.min(end, seconds) })),
    silentSeconds: measured.silentSeconds,
  };
}

/** What `readMeasured` tells of a film without any sound. */
export const silent = (seconds: number): MixMeasured => ({
  lufs: null,
  rangeLu: null,
  truePeakDb: null,
  silences: seconds >= leastSilent ? [{ start: 0, end: seconds }] : [],
  silentSeconds: seconds >= leastSilent ? seconds : 0,
});

/** How the mix is mastered: gain in dB, and what no peak goes over, dBTP. */
export type Mastering = { readonly gainDb: number; readonly limitDb: number };

/** For a mix of `lufs`, null for silence. */
export function masteringFor(lufs: number | null, targetLufs: number): Mastering {
  return { gainDb: lufs === null ? 0 : withinReason(targetLufs - lufs), limitDb: loudness.limitDb };
}

const withinReason = (gainDb: number): number => Math.min(loudness.mostGainDb, gainDb);

/**
 * A better mastering after one was measured: the limiter may have taken loudness away, and a codec may have put peaks
 * back. Null when there is nothing to correct, or nothing more that can be.
 */
export function corrected(used: Mastering, measured: MixMeasured, targetLufs: number): Mastering | null {
  const missing = measured.lufs === null ? 0 : targetLufs - measured.lufs;
  const over = (measured.truePeakDb ?? Number.NEGATIVE_INFINITY) - loudness.truePeakDb;
  const next = {
    gainDb: Math.abs(missing) > loudness.toleranceLu ? withinReason(used.gainDb + missing) : used.gainDb,
    limitDb: over > 0 ? used.limitDb - over - 0.1 : used.limitDb,
  };
  return next.gainDb === used.gainDb && next.limitDb === used.limitDb ? null : next;
}
