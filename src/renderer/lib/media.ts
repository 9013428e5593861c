import type { Asset } from '../../shared/asset.ts';
import type { TakeView } from '../../shared/take.ts';

/**
 * URL of a take's media, poster, preview (a copy that Chromium plays) or tile (a small one, for walls of many); `base` is hello.mediaBase. Takes never change,
 * so the start of the digest makes the URL safe to cache for good.
 */
export function takeUrl(
  base: string,
  filmId: string,
  take: TakeView,
  which: 'media' | 'poster' | 'preview' | 'tile',
): string {
  return `${base}/${filmId}/${take.id}/${which}?v=${take.media.sha256.slice(0, 8)}`;
}

/** URL of a film's asset: music, for listening and drawing. Its name begins with its digest, so it never changes. */
export const assetUrl = (base: string, filmId: string, asset: Asset): string => `${base}/${filmId}/${asset.file}/asset`;

/** URL of a finished draft render. */
export const draftUrl = (base: string, filmId: string, exportId: string): string =>
  `${base}/${filmId}/${exportId}/draft`;

/** The still that stands for a take: its poster, the picture itself for images, or null for sound. */
export function posterUrl(base: string, filmId: string, take: TakeView | null): string | null {
  if (!take || take.problem) return null;
  if (take.poster) return takeUrl(base, filmId, take, 'poster');
  return take.probe.kind === 'image' ? takeUrl(base, filmId, take, 'media') : null;
}
