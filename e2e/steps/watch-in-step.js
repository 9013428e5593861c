// Runs inside the page, as text: see watchInStep in in-step.ts. Looks at all players each time the clock has moved.

/** @typedef {{ samples: number, beyond: number, worst: number, bad: string[] }} Measure */
/** @typedef {{ own: Measure, shown: Measure, held: Measure, frames: number, due: { at: number, mediaTime: number }[] }} Player */
/** @typedef {{ at: number, seconds: number, runs: boolean }} Tick */

/** @type {{ frame: number, mediaFrame: number }} */
const { frame, mediaFrame } = JSON.parse(document.documentElement.dataset.inStepFrames ?? '{}');
const root = /** @type {HTMLElement} */ (document.querySelector('[data-in-step]'));

/** @type {Map<HTMLVideoElement, Player>} */
const players = new Map();
const clock = { travelled: 0, loops: 0, waited: 0, elapsed: 0 };
/** @type {number[]} */
const offs = [];

// The app asks what time it is and sets its clock by that. Until we read them the players go on, the longer the busier the
// machine is: what they did since is not theirs to answer for.
const now = performance.now.bind(performance);
let asked = now();
performance.now = () => {
  asked = now();
  return asked;
};

/** @returns {Tick} */
const tickNow = () => ({
  at: asked,
  seconds: Number(root.dataset.seconds),
  runs: root.dataset.playing === 'true' && root.dataset.waiting === 'false',
});
/** The newest last. */
const ticks = [tickNow()];

/** @returns {Measure} */
const measure = () => ({ samples: 0, beyond: 0, worst: 0, bad: [] });

/** @param {HTMLVideoElement} video @returns {Player} */
function playerOf(video) {
  const known = players.get(video);
  if (known) return known;
  const { totalVideoFrames } = video.getVideoPlaybackQuality();
  /** @type {Player} */
  const player = { own: measure(), shown: measure(), held: measure(), frames: totalVideoFrames, due: [] };
  players.set(video, player);
  /** @param {number} _now @param {VideoFrameCallbackMetadata} picture */
  const onPicture = (_now, { expectedDisplayTime, mediaTime }) => {
    player.due.push({ at: expectedDisplayTime, mediaTime });
    video.requestVideoFrameCallback(onPicture);
  };
  video.requestVideoFrameCallback(onPicture);
  return player;
}

/** @param {Measure} into @param {number} off @param {number} seconds */
function add(into, off, seconds) {
  into.samples += 1;
  into.worst = Math.max(into.worst, Math.abs(off));
  if (Math.abs(off) <= frame) return;
  into.beyond += 1;
  const when = `${Math.round(off * 1000)} ms at ${seconds.toFixed(3)} s, ${clock.elapsed.toFixed(1)} s after the start`;
  if (into.bad.length < 5) into.bad.push(when);
}

/** By the player's own clock. @param {HTMLVideoElement} video @param {Player} player @param {number} seconds */
function lookAtClock({ duration, currentTime }, { own, held }, seconds) {
  // At its very end a player may have stopped already, or not yet.
  if (seconds > duration + frame) add(held, currentTime - duration, seconds);
  if (seconds > duration - frame) return;
  const off = currentTime - (now() - asked) / 1000 - seconds;
  offs.push(Math.abs(off));
  add(own, off, seconds);
}

/** By the pictures that have come onto the screen since. @param {Player} player @param {number} until */
function lookAtPictures({ shown, due }, until) {
  while (due[0] && due[0].at <= until) {
    const { at, mediaTime } = /** @type {{ at: number, mediaTime: number }} */ (due.shift());
    const seconds = clockAt(at);
    if (seconds !== null) add(shown, awayFrom(mediaTime, seconds), seconds);
  }
}

/** What the clock said at a moment; null while it stood or went back. @param {number} at */
function clockAt(at) {
  const index = ticks.findLastIndex((tick) => tick.at <= at);
  const [from, to] = ticks.slice(index);
  if (index < 0 || !from || !to || !from.runs || !to.runs || to.seconds < from.seconds) return null;
  return from.seconds + ((to.seconds - from.seconds) * (at - from.at)) / (to.at - from.at);
}

/** How far the clock is from the stretch that a picture stands for. @param {number} picture @param {number} seconds */
const awayFrom = (picture, seconds) =>
  seconds < picture ? picture - seconds : Math.min(0, picture + mediaFrame - seconds);

const observer = new MutationObserver(() => {
  const before = /** @type {Tick} */ (ticks.at(-1));
  const tick = tickNow();
  ticks.push(tick);
  if (ticks.length > 60) ticks.shift();
  const passed = (tick.at - before.at) / 1000;
  clock.elapsed += passed;
  if (!tick.runs) clock.waited += passed;
  if (tick.seconds < before.seconds) clock.loops += 1;
  else clock.travelled += tick.seconds - before.seconds;
  for (const video of root.querySelectorAll('video')) {
    const player = playerOf(video);
    if (tick.runs) lookAtClock(video, player, tick.seconds);
    lookAtPictures(player, tick.at);
  }
});
observer.observe(root, { attributeFilter: ['data-seconds'] });

/** What there was so far. */
function inStepSeen() {
  const sorted = offs.toSorted((a, b) => a - b);
  /** @param {number} part */
  const percentile = (part) => sorted[Math.ceil(sorted.length * part) - 1] ?? 0;
  return {
    ...clock,
    p50: percentile(0.5),
    p99: percentile(0.99),
    p999: percentile(0.999),
    p100: percentile(1),
    takes: [...players].map(([video, { own, shown, held, frames }]) => {
      const quality = video.getVideoPlaybackQuality();
      return {
        name: video.getAttribute('aria-label') ?? '',
        ...{ own, shown, held },
        frames: quality.totalVideoFrames - frames,
        dropped: quality.droppedVideoFrames,
      };
    }),
  };
}

Object.assign(window, { inStepSeen });
