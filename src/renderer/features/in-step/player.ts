/** What the crew needs of a video element: a part of HTMLVideoElement, so that tests can stand in for one. */
export type Player = Pick<
  HTMLVideoElement,
  | 'currentTime'
  | 'duration'
  | 'paused'
  | 'seeking'
  | 'ended'
  | 'readyState'
  | 'playbackRate'
  | 'error'
  | 'pause'
  | 'play'
>;

/** HTMLMediaElement's own figures, which are not there where tests run. */
const haveCurrentData = 2;
const haveFutureData = 3;

/** Off by less than this, an element that stands shows the right frame. Seconds. */
const seated = 0.004;
/** Elements stand this much after a moment: a frame that begins right there is shown for certain. */
const after = 0.002;
/** This much before its end an element still shows its last frame. */
const beforeEnd = 0.001;

/** Where a player ends, in seconds; without an end while it is loading. */
export const endOf = ({ duration }: Player): number =>
  Number.isFinite(duration) ? Math.max(0, duration - beforeEnd) : Number.POSITIVE_INFINITY;

/** Lets a player stand and show a moment, or its last frame after its end. True once it does. */
export function stand(player: Player, seconds: number): boolean {
  if (player.error) return true;
  if (!player.paused) player.pause();
  return place(player, seconds) && player.readyState >= haveCurrentData;
}

/** Lets a player wait at a moment, ready to go as soon as its rate is set. True once it is. */
export function arm(player: Player, seconds: number): boolean {
  if (player.error) return true;
  if (seconds >= endOf(player)) return stand(player, seconds);
  if (player.playbackRate !== 0) player.playbackRate = 0;
  const there = place(player, seconds);
  if (player.paused) begin(player);
  return there && !player.paused && player.readyState >= haveFutureData;
}

function place(player: Player, seconds: number): boolean {
  if (player.readyState === 0 || player.seeking) return false;
  const seat = Math.min(seconds + after, endOf(player));
  if (Math.abs(player.currentTime - seat) <= seated) return true;
  player.currentTime = seat;
  return false;
}

function begin(player: Player): void {
  // A pause that comes before playing has begun rejects the promise: that is what the pause is for.
  player.play().catch((reason: unknown) => {
    if (!(reason instanceof DOMException && reason.name === 'AbortError')) console.warn('Cannot play', reason);
  });
}

/** True while a player shows the moment that it was brought to. */
export const shows = (player: Player): boolean =>
  player.error !== null || (!player.seeking && player.readyState >= haveCurrentData);
