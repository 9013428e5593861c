import type { Page } from '@playwright/test';

/** What a wall did while it was watched. */
export type Played = {
  /** Of all samples of a playing element: off the clock by, in seconds; the share that was off by more than a frame. */
  readonly median: number;
  readonly worst: number;
  readonly beyondFrame: number;
  readonly samples: number;
  /** Elements that played at once, at most. */
  readonly players: number;
  /** How far the clock came, of how far it should have; the time that it stood for loops left out. */
  readonly speed: number;
  readonly standing: number;
  readonly loops: number;
  /** Frames left out, of all, in the first and in the second half of the time. */
  readonly dropped: readonly [number, number];
};

/** Watches what plays in step for some seconds, by the elements' own clocks, whenever the wall writes down its own. */
export function watchWall(page: Page, seconds: number, frame: number): Promise<Played> {
  return page.evaluate(
    async ({ seconds, frame }) => {
      const root = document.querySelector<HTMLElement>('[data-in-step]');
      if (!root) throw new Error('Nothing plays in step here.');
      const videos = () => [...document.querySelectorAll<HTMLVideoElement>('[data-in-step] video')];
      const errors: number[] = [];
      let [players, moved, wall, standing, loops] = [0, 0, 0, 0, 0];
      let before = { clock: Number(root.dataset.seconds), now: performance.now() };
      const look = () => {
        const now = performance.now();
        const clock = Number(root.dataset.seconds);
        const passed = (now - before.now) / 1000;
        const back = clock < before.clock;
        if (back) loops += 1;
        if (root.dataset.waiting === 'true') standing += passed;
        else if (!back) {
          moved += clock - before.clock;
          wall += passed;
          const playing = videos().filter((video) => video.dataset.state === 'playing');
          players = Math.max(players, playing.length);
          errors.push(...playing.map((video) => Math.abs(clock - video.currentTime)));
        }
        before = { clock, now };
      };
      const counts = () => {
        const qualities = videos().map((video) => video.getVideoPlaybackQuality());
        const sum = (of: 'droppedVideoFrames' | 'totalVideoFrames') =>
          qualities.reduce((total, quality) => total + quality[of], 0);
        return { dropped: sum('droppedVideoFrames'), all: sum('totalVideoFrames') };
      };
      const share = (from: ReturnType<typeof counts>, to: ReturnType<typeof counts>) =>
        (to.dropped - from.dropped) / Math.max(1, to.all - from.all);
      const half = () => new Promise((done) => setTimeout(done, (seconds * 1000) / 2));

      const observer = new MutationObserver(look);
      observer.observe(root, { attributeFilter: ['data-seconds', 'data-waiting'] });
      const start = counts();
      await half();
      const middle = counts();
      await half();
      const end = counts();
      observer.disconnect();
      errors.sort((a, b) => a - b);
      return {
        median: errors[Math.floor(errors.length / 2)] ?? 0,
        worst: errors.at(-1) ?? 0,
        beyondFrame: errors.filter((error) => error > frame).length / Math.max(1, errors.length),
        samples: errors.length,
        players,
        speed: moved / wall,
        standing,
        loops,
        dropped: [share(start, middle), share(middle, end)] as const,
      };
    },
    { seconds, frame },
  );
}
