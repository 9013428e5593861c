import type { CutScene } from '../../../shared/cut.ts';
import type { Canvas, Scene } from '../../../shared/film.ts';
import { speaksAloud } from '../../../shared/speaking.ts';
import { type FrameRate, formatSeconds, frameSeconds, framesNear } from '../../../shared/time.ts';

/** Shapes closer than this look alike: nothing worth a choice is cut off. */
const alike = 0.01;

/** Why fit and focus change nothing; null where they do. */
export function shapeNote(
  { picture }: Pick<CutScene, 'picture'>,
  canvas: Pick<Canvas, 'width' | 'height'>,
): string | null {
  const { width, height } = picture?.probe ?? { width: null, height: null };
  if (!width || !height) return null;
  const same = Math.abs(width / height / (canvas.width / canvas.height) - 1) < alike;
  return same ? 'The picture has the shape of the film, so all of it is seen either way.' : null;
}

/** Why a still does not move; null where it does, or where that was chosen. */
export function motionNote({ fit, motion }: Pick<Scene, 'fit' | 'motion'>): string | null {
  return fit !== 'fill' && motion !== 'none' ? 'Only a picture that fills the frame moves.' : null;
}

/** Whether the scene's narration is what its clip says, so that a voice take is not heard. */
export const isSaidByClip = ({ picture, clipGainDb }: Pick<CutScene, 'picture' | 'clipGainDb'>): boolean =>
  clipGainDb !== null && speaksAloud(picture);

/** What the clip does to reach the scene's length, in one sentence. */
export function reachNote(
  { clip, frames, ...heard }: Pick<CutScene, 'clip' | 'frames' | 'picture' | 'clipGainDb'>,
  rate: FrameRate,
): string | null {
  if (!clip) return null;
  const lasts = clip.length / clip.speed;
  const scene = frameSeconds(frames, rate);
  const times = `${formatSeconds(lasts)} of clip for ${formatSeconds(scene)} of scene`;
  if (clip.filling.kind === 'slow')
    return `${times}: slowed to ${Math.round(100 / clip.filling.factor)} %, without its sound.`;
  if (clip.filling.kind === 'loop') return `${times}: it loops.`;
  if (clip.filling.kind === 'ping-pong') return `${times}: it runs to and fro, without its sound.`;
  const over = framesNear(lasts, rate) - frames;
  if (over === 0) return 'The clip is as long as its scene.';
  const held = isSaidByClip(heard) ? 'it speaks once, then its last frame is held' : 'its last frame is held';
  return over < 0 ? `${times}: ${held}.` : `${times}: the rest is left off.`;
}

/** What became of the wished transition; null where it is as wished. */
export function joinNote(
  { join }: Pick<Scene, 'join'>,
  scene: Pick<CutScene, 'joinFrames'>,
  { last, rate }: { last: boolean; rate: FrameRate },
): string | null {
  if (last) return 'Nothing follows the last scene, so it ends with a cut.';
  if (join.kind === 'cut' || scene.joinFrames >= framesNear(join.seconds, rate)) return null;
  return `${formatSeconds(frameSeconds(scene.joinFrames, rate))}: the two scenes have no room for more.`;
}

/** Why the clip's own sound is not heard as set; null where it is. */
export function clipSoundNote(scene: CutScene): string | null {
  const { picture, clip, voice, clipGainDb } = scene;
  if (!clip) return picture ? 'A still has no sound.' : null;
  if (picture?.probe.audioCodec === null) return 'This clip has no sound.';
  if (clip.filling.kind === 'slow' || clip.filling.kind === 'ping-pong')
    return 'Slowed and backwards clips are silent.';
  if (isSaidByClip(scene)) return 'It speaks the narration. Mute it to hear a voice instead.';
  return voice && clipGainDb !== null ? 'It stays 18 dB lower under the narration.' : null;
}
