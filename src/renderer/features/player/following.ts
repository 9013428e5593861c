import type { CutScene } from '../../../shared/cut.ts';
import { clipTime, type Filling } from '../../../shared/reach.ts';
import { followClock } from './follow-clock.ts';

/** A loaded element and what it needs to follow the clock. */
export type Following = {
  readonly element: HTMLMediaElement;
  /** How it fills its place in the film, as in the export. */
  readonly filling: Filling;
  /** Length of the media; null while unknown. */
  readonly clipSeconds: number | null;
};

type Moment = {
  readonly inScene: boolean;
  /** Seconds since the scene, or the voice, began; negative before. */
  readonly seconds: number;
  /** Gain, 0 to 1. */
  readonly level: number;
  readonly playing: boolean;
  readonly speed: number;
};

/** Gain of a clip's own sound: it steps back under narration, as in the export. -18 dB. */
export const underNarration = 0.126;

/** A slowed clip is silent, as in the export. */
export function pictureLevel(scene: CutScene, filling: Filling): number {
  if (filling.kind === 'slow') return 0;
  return scene.voice ? underNarration : 1;
}

/** Brings one element to a moment. False while it should show or sound now and is not loaded. */
export function bringTo({ element, filling, clipSeconds }: Following, moment: Moment): boolean {
  const clip = clipSeconds ?? element.duration;
  const at = Math.max(0, moment.seconds);
  if (!Number.isFinite(clip)) {
    followClock(element, { seconds: 0, rate: 1, playing: false });
    return !moment.inScene || element.error !== null;
  }
  const { seconds, rate } = clipTime(filling, clip, at);
  if (element.volume !== moment.level) element.volume = moment.level;
  const held = filling.kind !== 'loop' && seconds >= clip;
  const playing = moment.playing && moment.inScene && !held;
  const ready = followClock(element, { seconds, rate: rate * moment.speed, playing });
  return ready || !moment.inScene;
}
