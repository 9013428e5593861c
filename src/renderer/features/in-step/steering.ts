/** How far a playing element is from where it should be, and how it may be brought there. Seconds. */
export type Drift = {
  /** Positive when it lags. */
  readonly behind: number;
  /** Length of one frame of the film. */
  readonly frame: number;
  /** It is heard: bends of its rate would be too. */
  readonly heard: boolean;
};

/** Part of the drift that is made good in a second. Readings are up to 0.1 s old, so that more would swing. */
const eagerness = 3;
/** What nobody sees, seconds. */
const unseen = 0.003;
/** Most that the rate bends for what is only seen, and for what is heard with its pitch kept. */
const bend = { seen: 0.2, heard: 0.03 };

/**
 * Factor for the playback rate that closes a drift without a jump. Who is ahead by most of a frame stands still until the
 * clock has come: the clock waits for those that lag, so that being behind needs no such force.
 */
export function steer({ behind, frame, heard }: Drift): number {
  if (Math.abs(behind) <= (heard ? unseen * 3 : unseen)) return 1;
  if (behind < -0.75 * frame) return 0;
  const most = heard ? bend.heard : bend.seen;
  return 1 + Math.min(most, Math.max(-most, eagerness * behind));
}

/** Smaller changes of a rate are not worth telling the decoder. */
const leastChange = 0.01;

/** The rate to set, or null to leave the one that is set. Standing and going at the plain rate are always told. */
export function rateChange(now: number, wanted: number, plain: number): number | null {
  const round = Math.round(wanted * 1000) / 1000;
  if (round === now) return null;
  const told = round === 0 || now === 0 || round === plain;
  return told || Math.abs(round - now) >= leastChange * plain ? round : null;
}

/** Outside of what browsers play: such speeds are shown frame by frame. */
export const isPlayable = (speed: number): boolean => speed >= 0.1 && speed <= 4;
