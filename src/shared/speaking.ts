import type { Film, Scene } from './film.ts';
import { type Generator, speaksItself } from './generator.ts';
import { planClip } from './reach.ts';
import type { Role, TakeView } from './take.ts';
import { type FrameRate, framesNear } from './time.ts';

/** A picture take whose own sound speaks the narration, as avatars' takes do. */
export const speaksAloud = (picture: TakeView | null): picture is TakeView =>
  picture?.speaks === true && picture.probe.kind === 'video' && picture.probe.audioCodec !== null;

/**
 * Whether the scene's narration is what its picture says: its voice take then steps back, so that nobody speaks twice. Who
 * mutes the clip's sound wants to hear the voice again.
 */
export const speaksInCut = (film: Film, scene: Scene, picture: TakeView | null): picture is TakeView =>
  speaksAloud(picture) && !scene.levels.clip.muted && !film.sound.clips.muted;

/** Frames that a clip takes when it is played once, trimmed and at the scene's speed. */
export function framesOnce(picture: TakeView, scene: Pick<Scene, 'trim' | 'speed' | 'reach'>, rate: FrameRate): number {
  const { length, speed } = planClip(picture.probe.seconds ?? 0, 1, scene, rate);
  return framesNear(length / speed, rate);
}

type Words = Pick<Scene, 'prompt' | 'narration'>;
type Maker = Pick<Generator, 'category'> | undefined;

/** Whether the scene has the words that `maker` works from: the narration where it speaks, else the role's own. */
export const hasWordsFor = ({ prompt, narration }: Words, role: Role, maker: Maker): boolean =>
  (role === 'voice' || (maker && speaksItself(maker)) ? narration : prompt).trim() !== '';

/**
 * The roles that a scene has words for and needs takes of. What its picture says needs no voice beside it; that goes by the
 * take in the cut, else by `maker`, who is to make it.
 */
export function rolesWanted(scene: Words, maker: Maker, inCut: TakeView | null): Role[] {
  const spoken = inCut ? speaksAloud(inCut) : maker !== undefined && speaksItself(maker);
  const roles: readonly Role[] = spoken ? ['picture'] : ['picture', 'voice'];
  return roles.filter((role) => hasWordsFor(scene, role, maker));
}
