import type { CutScene } from '../../shared/cut.ts';
import { type FrameRate, frameRateFraction } from '../../shared/time.ts';

/** A stretch of a scene that plays one part of one source, as editors know clips. In frames of the film. */
export type Piece = {
  readonly kind: 'clip' | 'still' | 'freeze' | 'gap';
  /** First frame of the scene that it covers. */
  readonly at: number;
  readonly frames: number;
  /** Where in the source it begins, counted in the film's frames; may be a broken number. 0 for stills and gaps. */
  readonly from: number;
  /** Frames of the source for each frame of the film; 0 for stills, held frames and gaps. */
  readonly speed: number;
};

/**
 * A scene, its overlaps included, as pieces one after another: loops become repeated clips, a held end becomes a frozen
 * frame. Every round of a clip that plays to and fro runs forwards, since few formats can say more.
 */
export function piecesOf(scene: CutScene, rate: FrameRate): Piece[] {
  const whole = { at: 0, frames: scene.frames, from: 0, speed: 0 };
  if (!scene.picture) return [{ kind: 'gap', ...whole }];
  if (!scene.clip) return [{ kind: 'still', ...whole }];
  return clipPieces(scene, rate);
}

function clipPieces({ clip, frames }: CutScene, rate: FrameRate): Piece[] {
  if (!clip) return [];
  const { num, den } = frameRateFraction(rate);
  const inFrames = (seconds: number): number => (seconds * num) / den;
  const { filling } = clip;
  const speed = filling.kind === 'slow' ? clip.speed / filling.factor : clip.speed;
  const from = inFrames(clip.from);
  const round = Math.max(1, inFrames(clip.length) / speed);
  if (filling.kind === 'loop' || filling.kind === 'ping-pong') return rounds(frames, round, from, speed);
  const played = Math.min(frames, Math.max(1, Math.round(round)));
  const play: Piece = { kind: 'clip', at: 0, frames: played, from, speed };
  if (played === frames) return [play];
  const last = Math.max(from, Math.round(from + inFrames(clip.length)) - 1);
  return [play, { kind: 'freeze', at: played, frames: frames - played, from: last, speed: 0 }];
}

function rounds(frames: number, round: number, from: number, speed: number): Piece[] {
  const starts = Array.from({ length: Math.ceil(frames / round) }, (_, index) => Math.round(index * round));
  return starts
    .map((at, index): Piece => {
      const end = Math.min(frames, starts[index + 1] ?? frames);
      return { kind: 'clip', at, frames: end - at, from, speed };
    })
    .filter((piece) => piece.frames > 0);
}

/** What of the pieces lies between two frames of the scene. */
export function piecesBetween(pieces: readonly Piece[], from: number, to: number): Piece[] {
  return pieces.flatMap((piece) => {
    const at = Math.max(piece.at, from);
    const frames = Math.min(piece.at + piece.frames, to) - at;
    return frames > 0 ? [{ ...piece, at, frames, from: piece.from + (at - piece.at) * piece.speed }] : [];
  });
}
