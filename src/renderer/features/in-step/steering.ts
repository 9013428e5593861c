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
 * Part of a drift that is made good in a second: up to half a frame, and beyond that. Rates take effect up to 0.1 s late,
 * and the clock of a clip with sound goes by buffers of 10 to 20 ms: with more it would swing.
 */
const eagerness = { near: 5, far: 30 };
/** What nobody sees or hears, seconds. */
const unnoticed = { seen: 0.004, heard: 0.01 };
/**
 * How far the rate bends for what is only seen, and for what is heard with its pitch kept. Being ahead is braked harder: the
 * clock waits for those that are behind. Standing still is for who is far ahead, since beginning again costs time.
 */
const bend = { seen: { down: 0.6, up: 0.25 }, heard: { down: 0.04, up: 0.04 } };

/** Ahead by more frames than this, it stands. */
const farAhead = 1.5;

/** Factor for the playback rate that closes a drift without a jump. */
export function steer({ behind, frame, heard }: Drift): number {
  const as = heard ? 'heard' : 'seen';
  const off = Math.abs(behind);
  if (off <= unnoticed[as]) return 1;
  if (behind < -farAhead * frame) return 0;
  const near = Math.min(off, frame / 2);
  const wanted = eagerness.near * near + eagerness.far * (off - near);
  return behind > 0 ? 1 + Math.min(bend[as].up, wanted) : 1 - Math.min(bend[as].down, wanted);
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
const [slowing, recovering] = [1.5, 0.03];
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
