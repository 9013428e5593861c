import { createStore } from 'zustand/vanilla';

/** Frames from the film's start, fractional while playing. `speed` is 1 for normal, negative backwards. */
export type TransportState = {
  readonly frame: number;
  readonly playing: boolean;
  readonly speed: number;
  /** Media on screen is still loading, so the clock stands. */
  readonly waiting: boolean;
};

type Limits = { readonly frames: number; readonly framesPerSecond: number };

export type Transport = ReturnType<typeof createTransport>;

/** J and L go through these speeds. */
const speeds: readonly number[] = [1, 2, 4];

type Options = {
  /** At either end it goes on from the other one, instead of stopping. */
  readonly loops?: boolean;
};

/** The one clock of what plays together. Everything follows it; `tick` moves it by real time. */
export function createTransport({ loops = false }: Options = {}) {
  const store = createStore<TransportState>(() => ({ frame: 0, playing: false, speed: 1, waiting: false }));
  let limits: Limits = { frames: 0, framesPerSecond: 30 };
  const last = () => Math.max(0, limits.frames - 1);
  const clamp = (frame: number) => Math.min(last(), Math.max(0, frame));
  const turned = (frame: number) => (loops ? (frame < 0 ? last() : 0) : clamp(frame));
  let usualSpeed = 1;
  const stop = () => store.setState(({ frame }) => ({ playing: false, speed: usualSpeed, frame: Math.floor(frame) }));

  return {
    ...store,
    limits: (): Limits => limits,
    /** The film's length changed: the playhead stays inside. */
    setLimits(next: Limits): void {
      limits = next;
      store.setState(({ frame }) => ({ frame: clamp(frame) }));
    },
    seek: (frame: number) => store.setState({ frame: clamp(Math.floor(frame)) }),
    step: (frames: number) =>
      store.setState(({ frame }) => ({ playing: false, speed: usualSpeed, frame: clamp(Math.floor(frame) + frames) })),
    /** What playing means from now on, until it is set again: 0.5 is half as fast. */
    setSpeed(speed: number): void {
      usualSpeed = speed;
      store.setState({ speed });
    },
    pause: stop,
    /** Space: plays at the usual speed, from the start when the film had ended. */
    toggle(): void {
      const { playing, frame } = store.getState();
      if (playing) stop();
      else if (limits.frames > 0) {
        store.setState({ playing: true, speed: usualSpeed, frame: frame >= last() ? 0 : frame });
      }
    },
    /** J (-1) and L (1): plays that way, faster with every press. */
    shuttle(direction: 1 | -1): void {
      const { playing, speed } = store.getState();
      const index = playing && Math.sign(speed) === direction ? speeds.indexOf(Math.abs(speed)) : -1;
      const faster = speeds[Math.min(index + 1, speeds.length - 1)] ?? 1;
      if (limits.frames > 0) store.setState({ playing: true, speed: direction * faster });
    },
    setWaiting(waiting: boolean): void {
      if (store.getState().waiting !== waiting) store.setState({ waiting });
    },
    /** Moves the playhead by `seconds` of real time; stops or begins again at either end. */
    tick(seconds: number): void {
      const { frame, playing, speed, waiting } = store.getState();
      if (!playing || waiting) return;
      const next = frame + seconds * speed * limits.framesPerSecond;
      const ended = next < 0 || next >= limits.frames;
      // The last frame is shown for its whole length too: held at its start, short ticks would never get past it.
      store.setState({ frame: ended ? turned(next) : next });
      if (ended && !loops) stop();
    },
  };
}
