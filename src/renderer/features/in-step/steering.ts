/** How far a playing element is from where it should be, and how it may be brought there. */
export type Drift = {
  /** Seconds; positive when it lags. */
  readonly behind: number;
  /** Length of one frame of the film. */
  readonly frame: number;
  /** It is heard: bends of its rate would be too. */
  readonly heard: boolean;
};

/**
 * Part of the drift that is made good in a second. Rates take effect up to 0.1 s late, and the clock of a clip with sound
 * goes by buffers of 10 to 20 ms: with more it would swing.
 */
const eagerness = 5;
/** What nobody sees, seconds. */
const unseen = { seen: 0.004, heard: 0.01 };
/** Most that the rate bends for what is only seen, and for what is heard with its pitch kept. */
const bend = { seen: 0.2, heard: 0.03 };

/** What becomes of an element that is ahead by more than a frame. Standing still would cost it time to begin again. */
const brake = 0.4;

/** Factor for the playback rate that closes a drift without a jump. */
export function steer({ behind, frame, heard }: Drift): number {
  const as = heard ? 'heard' : 'seen';
  if (Math.abs(behind) <= unseen[as]) return 1;
  if (behind < -frame) return brake;
  return 1 + Math.min(bend[as], Math.max(-bend[as], eagerness * behind));
}

/** Smaller changes of a rate are not worth telling the decoder. */
const leastChange = 0.02;

/** The rate to set, or null to leave the one that is set. Standing and going at the plain rate are always told. */
export function rateChange(now: number, wanted: number, plain: number): number | null {
  const round = Math.round(wanted * 1000) / 1000;
  if (round === now) return null;
  const told = round === 0 || now === 0 || round === plain;
  return told || Math.abs(round - now) >= leastChange * plain ? round : null;
}

/** Outside of what browsers play: such speeds are shown frame by frame. */
export const isPlayable = (speed: number): boolean => speed >= 0.1 && speed <= 4;

/**
 * Where the clock goes from `before` by `advance`: at most `leash` ahead of the slowest and behind the fastest player, in the
 * middle where they are further apart than that, and never back. All in seconds of media.
 */
export function agree(before: number, advance: number, readings: readonly number[], leash: number): number {
  if (readings.length === 0) return before + advance;
  const most = Math.min(...readings) + leash;
  const least = Math.max(...readings) - leash;
  const middle = (most + least) / 2;
  return Math.max(before, least > most ? middle : Math.min(most, Math.max(least, before + advance)));
}

/** How fast the pace gives way, and comes back: parts of it in a second. */
const [slowing, recovering] = [0.6, 0.06];
const slowest = 0.1;

/**
 * The speed that this machine can play at, as a part of what is asked for: it falls while the clock comes less far than it
 * should (`done` of `wanted`), and creeps up again otherwise.
 */
export function nextPace(pace: number, done: number, wanted: number, seconds: number): number {
  if (wanted <= 0) return pace;
  const missing = 1 - done / wanted;
  const change = missing > 0.02 ? -slowing * missing : recovering;
  return Math.min(1, Math.max(slowest, pace + change * seconds));
}
