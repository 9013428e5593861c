import type { Cut, CutScene } from '../../shared/cut.ts';
import type { Transition } from '../../shared/film.ts';
import { type Piece, piecesBetween, piecesOf } from './pieces.ts';

/**
 * A scene as editors lay it out: clips follow each other without overlap, and a transition takes frames beyond the edit
 * on both sides. The edit lies in the middle of what was the overlap.
 */
export type Shot = {
  readonly scene: CutScene;
  /** Counted from 1. */
  readonly number: number;
  /** Absolute frame at which it begins, after the edit. */
  readonly start: number;
  readonly frames: number;
  /** What is seen between the edits; `at` counts from the scene's own start, which is `head` frames before `start`. */
  readonly pieces: readonly Piece[];
  /** Frames of the scene that play before its edit and after the next one, inside transitions. */
  readonly head: number;
  readonly tail: number;
  /** How it becomes the next shot; null is a plain cut. */
  readonly join: ShotJoin | null;
};

/** `before` frames lie before the edit, `after` frames after it. */
export type ShotJoin = { readonly kind: Transition; readonly before: number; readonly after: number };

/** The cut as shots. They cover every frame of the film once. */
export function layOutShots(cut: Cut): Shot[] {
  const joins = cut.scenes.map(joinOf);
  return cut.scenes.map((scene, index): Shot => {
    const head = joins[index - 1]?.before ?? 0;
    const tail = joins[index]?.after ?? 0;
    const frames = scene.frames - head - tail;
    const pieces = piecesBetween(piecesOf(scene, cut.canvas.fps), head, head + frames);
    const start = scene.start + head;
    return { scene, number: index + 1, start, frames, pieces, head, tail, join: joins[index] ?? null };
  });
}

function joinOf({ transition, joinFrames }: CutScene): ShotJoin | null {
  if (!transition || joinFrames === 0) return null;
  // The odd frame lies before the edit, as Final Cut Pro has it.
  const before = Math.ceil(joinFrames / 2);
  return { kind: transition, before, after: joinFrames - before };
}

/** Absolute frame of a piece of a shot. */
export const pieceStart = (shot: Shot, piece: Piece): number => shot.scene.start + piece.at;
