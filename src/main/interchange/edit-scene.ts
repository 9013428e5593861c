import type { CutScene } from '../../shared/cut.ts';
import { type Join, newScene, type Scene } from '../../shared/film.ts';
import type { TakeView } from '../../shared/take.ts';
import { type FrameRate, formatSeconds, frameSeconds } from '../../shared/time.ts';
import type { EditedScene } from './edited-scenes.ts';
import type { EditedJoin } from './edited-timeline.ts';
import { piecesOf } from './pieces.ts';

/** Takes down what was not taken over as it is. */
export type Say = (text: string) => void;

/** What is not of this film: its place and length. */
export function emptyScene(one: EditedScene, rate: FrameRate, say: Say): Scene {
  const seconds = sceneSeconds(one.frames, rate, say);
  const length = formatSeconds(seconds);
  if (one.kind === 'gap') say(`An empty stretch of ${length} became a scene`);
  else say(`“${one.name}” is not of this film: an empty scene of ${length} keeps its place`);
  return newScene({ title: one.name.slice(0, 200), seconds, join: joinOf(one.join, null, rate, say) });
}

/** The same scene once more: its picture again, without its words, which are spoken once. */
export function secondUse(own: Scene, one: EditedScene, rate: FrameRate, say: Say): Scene {
  say(`“${own.title || one.name}” is used again: it became a scene of its own, without the narration`);
  const { prompt, kind, generator, fallback, still, endStill, fit, focus, motion } = own;
  return newScene({
    ...{ prompt, kind, generator, fallback, still, endStill, fit, focus, motion },
    title: own.title,
    seconds: sceneSeconds(one.frames, rate, say),
    circled: { picture: one.take?.id ?? own.circled.picture, voice: null },
    trim: { start: one.kind === 'clip' ? (startOf(one, one.take, rate, say) ?? 0) : 0, end: null },
    speed: clampSpeed(one.speed || 1, say),
    join: joinOf(one.join, null, rate, say),
  });
}

type EditContext = { readonly rate: FrameRate; readonly isLast: boolean; readonly say: Say };

/** The scene with what the timeline changed, and nothing else. */
export function editScene(own: Scene, cut: CutScene, one: EditedScene, { rate, isLast, say }: EditContext): Scene {
  const seconds = one.frames === cut.frames ? own.seconds : sceneSeconds(one.frames, rate, say);
  const changed = one.take !== null && one.take.id !== cut.picture?.id;
  const circled = changed ? { ...own.circled, picture: one.take?.id ?? null } : own.circled;
  // The last scene's own transition shows nowhere, so no timeline tells about it.
  const join = isLast && !one.join ? own.join : joinOf(one.join, { scene: own, cut }, rate, say);
  return { ...own, seconds, circled, ...playOf(own, cut, one, rate, say), join };
}

/** How far, in frames, a start may be off by rounding alone: retimed clips begin on frames of their new time. */
const roundingOf = (speed: number): number => (speed === 1 ? 0.01 : speed / 2 + 1.6);

function playOf(
  own: Scene,
  cut: CutScene,
  one: EditedScene,
  rate: FrameRate,
  say: Say,
): Pick<Scene, 'trim' | 'speed' | 'reach'> {
  const { trim, speed, reach } = own;
  const was = piecesOf(cut, rate)[0];
  if (one.kind !== 'clip' || one.speed <= 0) {
    if (one.kind === 'clip') say('Playing backwards is not taken over');
    return { trim, speed, reach };
  }
  const sameSpeed = was?.kind === 'clip' && Math.abs(one.speed - was.speed) < 0.005 * was.speed;
  const sameStart = was?.kind === 'clip' && Math.abs(one.from - Math.round(was.from)) <= roundingOf(was.speed);
  const start = sameStart ? trim.start : (startOf(one, one.take ?? cut.picture, rate, say) ?? trim.start);
  return {
    trim: { start, end: trimEnd(own, cut, one, start, rate) },
    speed: sameSpeed ? speed : clampSpeed(one.speed, say),
    // Slowed to reach the old length: the timeline now says how fast it is.
    reach: sameSpeed || reach !== 'slow' ? reach : 'hold',
  };
}

/** The most that `trim` allows, seconds. */
const latest = 36_000;

/** Where the clip begins, in seconds of its own; null where that lies beyond its end: then it is some camera's clock. */
function startOf(one: EditedScene, take: TakeView | null, rate: FrameRate, say: Say): number | null {
  const start = frameSeconds(one.from, rate);
  if (start < Math.min(latest, take?.probe.seconds ?? latest)) return start;
  say('Begins beyond its clip’s end there: its beginning stays');
  return null;
}

/** The end stays, unless the scene now shows more of the clip than it allowed. */
function trimEnd(own: Scene, cut: CutScene, one: EditedScene, start: number, rate: FrameRate): number | null {
  const { end } = own.trim;
  if (end === null) return null;
  const shown = start + frameSeconds(one.frames * one.speed, rate);
  const longer = one.frames > cut.frames && shown > end;
  return longer || end <= start ? null : end;
}

function clampSpeed(speed: number, say: Say): number {
  const clamped = Math.min(4, Math.max(0.25, speed));
  if (clamped !== speed) say(`A speed of ${speed.toFixed(2)} became ${clamped}`);
  return clamped;
}

function sceneSeconds(frames: number, rate: FrameRate, say: Say): number {
  const seconds = frameSeconds(frames, rate);
  const clamped = Math.min(600, Math.max(0.5, seconds));
  if (clamped !== seconds) say(`${formatSeconds(seconds)} became ${formatSeconds(clamped)}: scenes last 0.5 to 600 s`);
  return clamped;
}

type Before = { readonly scene: Scene; readonly cut: CutScene };

function joinOf(join: EditedJoin | null, before: Before | null, rate: FrameRate, say: Say): Join {
  if (!join) return { kind: 'cut' };
  const frames = join.before + join.after;
  const kind = kindOf(join, before, say);
  if (before && frames === before.cut.joinFrames && kind === before.cut.transition) return before.scene.join;
  const seconds = frameSeconds(frames, rate);
  const clamped = Math.min(3, Math.max(0.1, seconds));
  if (clamped !== seconds) say(`A transition of ${seconds.toFixed(2)} s became ${clamped.toFixed(2)} s`);
  return { kind, seconds: clamped };
}

/** Most formats write every transition as a dissolve: coming back as one is no change. */
function kindOf(
  { certain, transition, name }: EditedJoin,
  before: Before | null,
  say: Say,
): Exclude<Join['kind'], 'cut'> {
  const was = before?.cut.transition ?? null;
  if (!certain && was && (transition === 'crossfade' || transition === null)) return was;
  if (transition) return transition;
  say(`The transition “${name}” became a crossfade`);
  return 'crossfade';
}
