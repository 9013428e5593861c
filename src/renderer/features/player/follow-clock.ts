/** Where a media element should be now. */
export type MediaTarget = {
  /** Seconds into the media. */
  readonly seconds: number;
  /** Media seconds per second; 0 or less means that the element only shows single frames. */
  readonly rate: number;
  readonly playing: boolean;
};

/** Further off than this and the element jumps. Seconds. */
const jumpBeyond = 0.12;
/** Closer than this is not seen or heard; in between, the element goes a little faster or slower. Seconds. */
const leaveWithin = 0.02;
/** How much faster or slower: pitch is kept, and nobody hears four per cent. */
const nudge = 0.04;
/** Outside of what browsers play: such speeds are shown by jumping. */
const playable = (rate: number) => rate >= 0.1 && rate <= 4;

/** Brings a media element to its target. Returns false while it cannot show that moment yet. */
export function followClock(element: HTMLMediaElement, target: MediaTarget): boolean {
  if (element.error) return true;
  const end = Number.isFinite(element.duration) ? Math.max(0, element.duration - 0.001) : target.seconds;
  const seconds = Math.min(target.seconds, end);
  const behind = seconds - element.currentTime;
  const runs = target.playing && playable(target.rate);
  if (runs) play(element, target.rate * nudged(behind));
  else if (!element.paused) element.pause();
  if (Math.abs(behind) > (runs ? jumpBeyond : 0.005) && !element.seeking) element.currentTime = seconds;
  return element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
}

/** Factor for the playback rate that closes a small gap without a jump. */
export function nudged(behind: number): number {
  return Math.abs(behind) <= leaveWithin ? 1 : 1 + Math.sign(behind) * nudge;
}

function play(element: HTMLMediaElement, rate: number): void {
  if (element.playbackRate !== rate) element.playbackRate = rate;
  if (!element.paused || element.ended) return;
  // A pause that comes before playing has begun rejects the promise: that is what the pause is for.
  element.play().catch((reason: unknown) => {
    if (!(reason instanceof DOMException && reason.name === 'AbortError')) console.warn('Cannot play', reason);
  });
}
