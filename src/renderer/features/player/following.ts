import type { CutScene } from '../../../shared/cut.ts';
import { followClock } from './follow-clock.ts';
import { clipTime } from './on-screen.ts';

/** A loaded element and what it needs to follow the clock. */
export type Following = {
  readonly element: HTMLMediaElement;
  readonly reach: CutScene['reach'];
  /** Length of the media; null while unknown. */
  readonly clipSeconds: number | null;
};

type Moment = {
  readonly inScene: boolean;
  /** Seconds since the scene, or the voice, began; negative before. */
  readonly seconds: number;
  /** Seconds that the media has to fill. */
  readonly length: number;
  /** Gain, 0 to 1. */
  readonly level: number;
  readonly playing: boolean;
  readonly speed: number;
};

/** Gain of a clip's own sound: it steps back under narration, as in the export. -18 dB. */
export const underNarration = 0.126;

export const pictureLevel = (scene: CutScene): number => (scene.voice ? underNarration : 1);

/** Brings one element to a moment. False while it should show or sound now and is not loaded. */
export function frameOf({ element, reach, clipSeconds }: Following, moment: Moment): boolean {
  const clip = clipSeconds ?? element.duration;
  const at = Math.max(0, moment.seconds);
  if (!Number.isFinite(clip)) {
    followClock(element, { seconds: 0, rate: 1, playing: false });
    return !moment.inScene || element.error !== null;
  }
  const { seconds, rate } = clipTime(reach, clip, moment.length, at);
  if (element.volume !== moment.level) element.volume = moment.level;
  const held = reach === 'hold' && at >= clip;
  const playing = moment.playing && moment.inScene && !held;
  const ready = followClock(element, { seconds, rate: rate * moment.speed, playing });
  return ready || !moment.inScene;
}
