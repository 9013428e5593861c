import type { Cut, CutScene } from '../../../shared/cut.ts';
import type { Transition } from '../../../shared/film.ts';
import { frameRateFraction } from '../../../shared/time.ts';

/** A scene's part in a transition; `progress` runs from 0 to 1 and meets neither. */
export type Passing = {
  readonly kind: Transition;
  readonly role: 'leaving' | 'arriving';
  readonly progress: number;
};

/** A scene's picture at a frame: the frame counted from the scene's own start, and the transition that it is in. */
export type Layer = { readonly scene: CutScene; readonly localFrame: number; readonly passing: Passing | null };

/** What the film shows at an absolute frame, bottom layer first: one scene, or two inside a transition. */
export function layersAt(cut: Cut, frame: number): Layer[] {
  return cut.scenes.flatMap((scene, index) => {
    const localFrame = frame - scene.start;
    if (localFrame < 0 || localFrame >= scene.frames) return [];
    return [{ scene, localFrame, passing: passingAt(scene, cut.scenes[index - 1], localFrame) }];
  });
}

function passingAt(scene: CutScene, before: CutScene | undefined, localFrame: number): Passing | null {
  if (before?.transition && localFrame < before.joinFrames)
    return { kind: before.transition, role: 'arriving', progress: (localFrame + 1) / (before.joinFrames + 1) };
  const since = localFrame - (scene.frames - scene.joinFrames);
  if (scene.transition && since >= 0)
    return { kind: scene.transition, role: 'leaving', progress: (since + 1) / (scene.joinFrames + 1) };
  return null;
}

/** Scenes whose media should be loaded: on screen now, or within `aheadSeconds`. */
export function scenesNear(cut: Cut, frame: number, aheadSeconds: number): CutScene[] {
  const { num, den } = frameRateFraction(cut.canvas.fps);
  const until = frame + (aheadSeconds * num) / den;
  return cut.scenes.filter((scene) => scene.start <= until && scene.start + scene.frames > frame);
}

/** The caption on screen at an absolute frame, or null. */
export function captionAt(cut: Cut, frame: number): string | null {
  for (const { scene } of layersAt(cut, frame).toReversed()) {
    const caption = scene.captions.find(({ start, end }) => start <= frame && frame < end);
    if (caption) return caption.text;
  }
  return null;
}
