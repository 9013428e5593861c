import { useQuery } from '@tanstack/react-query';
import PQueue from 'p-queue';
import type { Peaks } from './wave.ts';

/** Loudest sample of each of `count` equal stretches, 0 to 1. */
export function peaksOf(samples: Float32Array, count: number): Float32Array {
  const size = samples.length / count;
  return Float32Array.from({ length: count }, (_, index) => {
    let peak = 0;
    for (let at = Math.floor(index * size); at < Math.floor((index + 1) * size); at += 1)
      peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return Math.min(1, peak);
  });
}

/** Fine enough for bars of three pixels at the closest zoom but one. */
const perSecond = 40;
/** 8 kHz mono is plenty for a picture. */
const sampleRate = 8000;
/**
 * Above these a file is not fetched only to be drawn: a camera's clip can have gigabytes, and a sound is decoded whole, at
 * its own rate first (20 minutes in stereo at 48 kHz are 460 MB).
 */
const [mostBytes, mostSeconds] = [96 * 1024 * 1024, 20 * 60];

/** Whether a sound is small enough to be drawn. */
export const canBeDrawn = (bytes: number, seconds: number | null): boolean =>
  bytes <= mostBytes && (seconds ?? 0) <= mostSeconds;

// A film can have hundreds of sounds, and decoding takes memory: two at a time, and only those in view.
const queue = new PQueue({ concurrency: 2 });

async function loadPeaks(url: string, signal: AbortSignal): Promise<Peaks> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  const decoder = new OfflineAudioContext(1, 1, sampleRate);
  const sound = await decoder.decodeAudioData(await response.arrayBuffer());
  const count = Math.max(1, Math.round(sound.duration * perSecond));
  return { perSecond: count / sound.duration, values: peaksOf(sound.getChannelData(0), count) };
}

/** The drawn shape of a sound; undefined while loading, where `url` is null, and where the file cannot be decoded. */
export function usePeaks(url: string | null): Peaks | undefined {
  return useQuery({
    queryKey: ['peaks', url],
    queryFn: ({ signal }) => queue.add(() => loadPeaks(url ?? '', signal), { signal }),
    enabled: url !== null,
    // What cannot be decoded stays so, however often it comes into view.
    retryOnMount: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
  }).data;
}
