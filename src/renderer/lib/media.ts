import type { TakeView } from '../../shared/take.ts';

/**
 * URL of a take's media or poster; `base` is hello.mediaBase. Takes never change, so the start of the digest makes the
 * URL safe to cache for good.
 */
export function takeUrl(base: string, filmId: string, take: TakeView, which: 'media' | 'poster'): string {
  return `${base}/${filmId}/${take.id}/${which}?v=${take.media.sha256.slice(0, 8)}`;
}

/** The still that stands for a take: its poster, the picture itself for images, or null for sound. */
export function posterUrl(base: string, filmId: string, take: TakeView | null): string | null {
  if (!take || take.problem) return null;
  if (take.poster) return takeUrl(base, filmId, take, 'poster');
  return take.probe.kind === 'image' ? takeUrl(base, filmId, take, 'media') : null;
}
