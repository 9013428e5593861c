/** How bright the whole picture is at a moment. */
export type Brightness = {
  /** Seconds from the take's start. */
  readonly at: number;
  /** 0 is black and 1 is white, as the film stores it: gamma-coded luma. */
  readonly luma: number;
};

/** Brightness that goes up and down again and again. */
export type Flicker = {
  /** All stretches together. */
  readonly seconds: number;
  /** How often it goes up, in those stretches. */
  readonly perSecond: number;
};

type Rule = {
  readonly level: (luma: number) => number;
  /** Up and down by less than this is none. */
  readonly least: number;
  /** Three whole ups and downs within so many seconds, from rise to rise. */
  readonly within: number;
};

/**
 * What generators do to light that should stand still: small, but the eye sees a hundredth best at 8 to 15 times a second
 * (de Lange 1958). Slower than four times, light moves for a reason.
 */
const shimmer: Rule = { level: (luma) => luma, least: 0.015, within: 0.75 };
/**
 * More than three flashes in a second, each of a tenth of the relative luminance: WCAG 2.3.1,
 * https://www.w3.org/TR/WCAG22/#dfn-general-flash-and-red-flash-thresholds. Taken of the whole picture.
 * Three in a second are allowed, and each rise is seen up to a frame late or early: hence a little less than one.
 */
const flashes: Rule = { level: (luma) => luma ** 2.4, least: 0.1, within: 0.95 };

/** Shorter than this, it is a lightning or a few quick cuts. Seconds. */
const leastFlicker = 0.5;
const cyclesAtOnce = 3;

/**
 * Finds flicker in the brightness of all frames, in their order; null where there is none. What changes in one direction
 * (cuts, fades, pans) is none, nor is noise, which leaves the picture as bright as it was. Pure.
 */
export function flickerIn(frames: readonly Brightness[]): Flicker | null {
  const found = [shimmer, flashes].map((rule) => stretchesOf(risesOf(frames, rule), rule));
  const [longest = null] = found.flatMap(totalOf).sort((a, b) => b.seconds - a.seconds);
  return longest;
}

/** When it became brighter, each time after it had become darker. */
function risesOf(frames: readonly Brightness[], { level, least }: Rule): number[] {
  const rises: number[] = [];
  let [rising, turn] = [false, Number.POSITIVE_INFINITY];
  for (const { at, luma } of frames) {
    const now = level(luma);
    const swing = rising ? turn - now : now - turn;
    if (swing >= least) {
      rising = !rising;
      if (rising) rises.push(at);
    }
    if (swing >= least || swing < 0) turn = now;
  }
  return rises;
}

type Stretch = { readonly seconds: number; readonly cycles: number };

/** From rise to rise, where they follow each other fast enough. */
function stretchesOf(rises: readonly number[], { within }: Rule): Stretch[] {
  const runs: [first: number, last: number][] = [];
  for (let first = 0; first + cyclesAtOnce < rises.length; first++) {
    const last = first + cyclesAtOnce;
    if ((rises[last] ?? 0) - (rises[first] ?? 0) > within) continue;
    const run = runs.at(-1);
    if (run && first <= run[1]) run[1] = last;
    else runs.push([first, last]);
  }
  return runs
    .map(([first, last]) => ({ seconds: (rises[last] ?? 0) - (rises[first] ?? 0), cycles: last - first }))
    .filter(({ seconds }) => seconds >= leastFlicker);
}

function totalOf(stretches: readonly Stretch[]): Flicker[] {
  const seconds = stretches.reduce((all, stretch) => all + stretch.seconds, 0);
  const cycles = stretches.reduce((all, stretch) => all + stretch.cycles, 0);
  return seconds > 0 ? [{ seconds, perSecond: cycles / seconds }] : [];
}
