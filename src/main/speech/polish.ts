import type { Speech } from './voice-messages.ts';

/** Silence kept around the speech, seconds: enough for the breath of a cut. */
const keep = { before: 0.03, after: 0.15 };
/** Loudness and ceiling aimed at, as full-scale amplitudes: -20 dBFS RMS, -1 dBFS peak. */
const target = { rms: 0.1, peak: 0.891 };
const fullScale = 32768;

/**
 * Speech without silence at its ends and at an even level, its word times moved along. Words stay monotone and inside
 * the new length. Sound without any speech in it is returned as it is.
 */
export function polish(speech: Speech): Speech {
  const { pcm, sampleRate } = speech;
  const sounding = soundingRange(pcm);
  if (!sounding) return speech;
  const from = Math.max(0, sounding.from - Math.round(keep.before * sampleRate));
  const to = Math.min(pcm.length, sounding.to + Math.round(keep.after * sampleRate));
  const shift = from / sampleRate;
  const seconds = (to - from) / sampleRate;
  const inside = (time: number) => Math.min(seconds, Math.max(0, time - shift));
  return {
    pcm: levelled(pcm.subarray(from, to)),
    sampleRate,
    words: speech.words.map(({ text, start, end }) => ({ text, start: inside(start), end: inside(end) })),
  };
}

/** Samples between the first and the last one that can be heard (40 dB under the peak). */
function soundingRange(pcm: Int16Array): { from: number; to: number } | null {
  const threshold = peakOf(pcm) / 100;
  if (threshold === 0) return null;
  const heard = (sample: number) => Math.abs(sample) > threshold;
  return { from: pcm.findIndex(heard), to: pcm.findLastIndex(heard) + 1 };
}

const peakOf = (pcm: Int16Array): number => pcm.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

/** RMS over what sounds, so that pauses do not make a narration louder. */
function levelled(pcm: Int16Array<ArrayBuffer>): Int16Array<ArrayBuffer> {
  const peak = peakOf(pcm);
  let power = 0;
  let count = 0;
  for (const sample of pcm) {
    if (Math.abs(sample) * 50 < peak) continue;
    power += sample * sample;
    count += 1;
  }
  const rms = Math.sqrt(power / Math.max(1, count));
  const gain = Math.min((target.rms * fullScale) / rms, (target.peak * fullScale) / peak);
  return pcm.map((sample) => Math.round(sample * gain));
}
