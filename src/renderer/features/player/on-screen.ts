import type { Cut, CutScene } from '../../../shared/cut.ts';
import { frameRateFraction } from '../../../shared/time.ts';

/** A scene's picture at a frame: how much of it shows, and the frame counted from the scene's own start. */
export type Layer = { readonly scene: CutScene; readonly localFrame: number; readonly opacity: number };

/** What the film shows at an absolute frame, bottom layer first: one scene, or two inside a crossfade. */
export function layersAt(cut: Cut, frame: number): Layer[] {
  return cut.scenes.flatMap((scene, index) => {
    const localFrame = frame - scene.start;
    if (localFrame < 0 || localFrame >= scene.frames) return [];
    const fadeIn = index > 0 ? (cut.scenes[index - 1]?.joinFrames ?? 0) : 0;
    return [{ scene, localFrame, opacity: localFrame < fadeIn ? (localFrame + 1) / (fadeIn + 1) : 1 }];
  });
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
