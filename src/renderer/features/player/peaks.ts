import { useQuery } from '@tanstack/react-query';

/** Loudest sample of each of `count` equal stretches, 0 to 1. */
export function peaksOf(samples: Float32Array, count: number): number[] {
  const size = samples.length / count;
  return Array.from({ length: count }, (_, index) => {
    let peak = 0;
    for (let at = Math.floor(index * size); at < Math.floor((index + 1) * size); at += 1)
      peak = Math.max(peak, Math.abs(samples[at] ?? 0));
    return Math.min(1, peak);
  });
}

/** Decodes a sound and reduces it for drawing. Rate 8 kHz mono is plenty for a picture. */
async function loadPeaks(url: string, count: number, signal: AbortSignal): Promise<number[]> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  const decoder = new OfflineAudioContext(1, 1, 8000);
  const sound = await decoder.decodeAudioData(await response.arrayBuffer());
  return peaksOf(sound.getChannelData(0), count);
}

/** The drawn shape of a voice take; undefined while loading, and where the file cannot be decoded. */
export function usePeaks(url: string, count: number): number[] | undefined {
  return useQuery({
    queryKey: ['peaks', url, count],
    queryFn: ({ signal }) => loadPeaks(url, count, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 10 * 60_000,
  }).data;
}
