import type { ListedOperation } from '../define-vendor.ts';

/** What a vendor calls a video that is done, and one that will never be. */
export type VideoEnds = { readonly done: string; readonly lost: readonly string[] };

export function listedState(status: string, { done, lost }: VideoEnds): ListedOperation['state'] {
  if (status === done) return 'succeeded';
  return lost.includes(status) ? 'failed' : 'running';
}

type ListedVideo = {
  readonly id: string;
  readonly status: string;
  readonly title?: string | null | undefined;
  /** Seconds of the epoch. */
  readonly createdAt?: number | null | undefined;
  /** What we told it apart by when it was sent; absent on what others made. */
  readonly mark?: string | null | undefined;
};

/** A video of a vendor's list, the `same` where it has the mark that was sent. Without one nothing is the same. */
export const listedVideo = (video: ListedVideo, ends: VideoEnds, sent: string | undefined): ListedOperation => ({
  operation: { id: video.id },
  name: video.id,
  takenAt: new Date((video.createdAt ?? 0) * 1000).toISOString(),
  state: listedState(video.status, ends),
  about: video.title ?? '',
  match: sent !== undefined && video.mark === sent ? 'same' : 'other',
});
