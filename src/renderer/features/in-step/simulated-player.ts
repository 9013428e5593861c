import type { Player } from './player.ts';

type Options = {
  readonly duration?: number;
  /** Until a seek is done, and until a new rate is in force, seconds. */
  readonly seekTakes?: number;
  readonly rateTakes?: number;
  /** Its clock says only multiples of this, seconds: as that of a clip with sound does. */
  readonly grain?: number;
  /** The most media seconds that it plays in a second. */
  readonly fastest?: number;
};

export type SimulatedPlayer = Player & {
  /** Lets real time go by. */
  pass: (seconds: number) => void;
  /** Does not move for so long. */
  stall: (seconds: number) => void;
  /** How often it sought. */
  readonly seeks: () => number;
};

/** Tests only: a video element by the rules of Chromium, whose time goes by when it is told. */
export function simulatePlayer(options: Options = {}): SimulatedPlayer {
  const { duration = 6, seekTakes = 0.08, rateTakes = 0.03, grain = 0, fastest = 16 } = options;
  let [time, paused, rate, inForce] = [0, true, 1, 1];
  let [sought, seekLeft, stalled, seeks] = [0, 0, 0, 0];
  let told: { readonly rate: number; left: number }[] = [];
  const read = () => (grain > 0 && !paused ? Math.floor(time / grain) * grain : time);

  const passSlice = (seconds: number) => {
    for (const each of told) each.left -= seconds;
    inForce = told.findLast(({ left }) => left <= 0)?.rate ?? inForce;
    told = told.filter(({ left }) => left > 0);
    if (seekLeft > 0) {
      seekLeft -= seconds;
      if (seekLeft <= 0) time = sought;
      return;
    }
    if (stalled > 0) stalled -= seconds;
    else if (!paused) time = Math.min(duration, time + seconds * Math.min(fastest, inForce));
    if (time >= duration) paused = true;
  };
  return {
    duration,
    error: null,
    get currentTime() {
      return seekLeft > 0 ? sought : read();
    },
    set currentTime(to: number) {
      sought = to;
      seekLeft = seekTakes;
      seeks += 1;
    },
    get playbackRate() {
      return rate;
    },
    set playbackRate(to: number) {
      rate = to;
      told.push({ rate: to, left: rateTakes });
    },
    get paused() {
      return paused;
    },
    get seeking() {
      return seekLeft > 0;
    },
    get ended() {
      return seekLeft <= 0 && time >= duration;
    },
    get readyState() {
      return seekLeft > 0 ? 1 : stalled > 0 ? 2 : 4;
    },
    play: async () => {
      paused = false;
    },
    pause: () => {
      paused = true;
    },
    pass: (seconds) => {
      // In slices shorter than anything that is simulated.
      for (let left = seconds; left > 1e-9; left -= 0.002) passSlice(Math.min(left, 0.002));
    },
    stall: (seconds) => {
      stalled = seconds;
    },
    seeks: () => seeks,
  };
}
