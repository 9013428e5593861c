import type { AssCaption, AssTitle } from '../../../shared/ass.ts';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import type { Focus, Scene, Transition } from '../../../shared/film.ts';
import type { ClipPlay } from '../../../shared/reach.ts';
import type { StillMotion } from '../../../shared/still-window.ts';
import { framesCovering } from '../../../shared/time.ts';
import type { Encoding } from './encoding.ts';
import { hashSegment } from './segment-hash.ts';

/** What a scene shows. */
export type Shown =
  | {
      readonly kind: 'take';
      readonly takeId: string;
      readonly sha256: string;
      /** How a clip is played; null for a still. */
      readonly clip: ClipPlay | null;
      readonly motion: StillMotion;
      readonly fit: Scene['fit'];
      readonly focus: Focus;
    }
  /** A dark card in place of a missing picture. `number` counts scenes from 1. */
  | { readonly kind: 'slate'; readonly number: number; readonly title: string };

/** A stretch of one scene: local frames `from` up to, not including, `to`. */
export type Stretch = {
  /** Index of the scene in the film. */
  readonly scene: number;
  readonly shown: Shown;
  /** Length of the whole scene, which movements depend on. */
  readonly sceneFrames: number;
  readonly from: number;
  readonly to: number;
  /** For messages: `scene 3, Harbour at dawn`. */
  readonly name: string;
};

/** A piece of the finished picture that is encoded by itself: the body of a scene, or the join of two. */
export type Segment = {
  /** SHA-256 of everything that shapes the segment; its name in the cache. */
  readonly hash: string;
  /** Absolute frame, and length in frames. */
  readonly start: number;
  readonly frames: number;
  readonly from: Stretch;
  /** The scene that it becomes, and how; null in bodies. */
  readonly join: { readonly into: Stretch; readonly transition: Transition } | null;
  /** Words on the segment's own clock. */
  readonly captions: readonly AssCaption[];
  readonly titles: readonly AssTitle[];
  readonly encoding: Encoding;
};

/** What shapes every segment besides the cut. */
export type Versions = {
  readonly ffmpeg: string;
  /** Name of the film look's table, which holds its digest; null for none. */
  readonly look: string | null;
};

/**
 * Cuts the timeline into bodies and joins. A join is as long as its transition and bodies hold none, so a changed scene
 * touches its body and at most two joins. FFmpeg's version counts, because segments of two x264 versions cannot be joined
 * by stream copy. The segments follow each other without a gap and cover the cut exactly.
 */
export function planSegments(cut: Cut, encoding: Encoding, versions: Versions): Segment[] {
  const captions = encoding.burnt ? cut.scenes.flatMap((scene) => scene.captions) : [];
  const titles = cut.scenes.flatMap((scene) => scene.titles);
  const make = (start: number, from: Stretch, join: Segment['join']): Segment => {
    const frames = from.to - from.from;
    const spoken = wordsWithin(captions, start, frames, 0);
    // Titles fade at their own ends, which may lie outside.
    const written = wordsWithin(titles, start, frames, framesCovering(1, encoding.fps));
    const plan = { start, frames, from, join, captions: spoken, titles: written, encoding };
    return { ...plan, hash: hashSegment(plan, versions) };
  };
  return cut.scenes.flatMap((scene, index) => {
    const before = cut.scenes[index - 1]?.joinFrames ?? 0;
    const bodyEnd = scene.frames - scene.joinFrames;
    const body = make(scene.start + before, stretch(scene, index, before, bodyEnd), null);
    const next = cut.scenes[index + 1];
    const bodies = body.frames > 0 ? [body] : [];
    if (!next || !scene.transition || scene.joinFrames === 0) return bodies;
    const into = stretch(next, index + 1, 0, scene.joinFrames);
    const leaving = stretch(scene, index, bodyEnd, scene.frames);
    return [...bodies, make(scene.start + bodyEnd, leaving, { into, transition: scene.transition })];
  });
}

function stretch(scene: CutScene, index: number, from: number, to: number): Stretch {
  const name = scene.title ? `scene ${index + 1}, ${scene.title}` : `scene ${index + 1}`;
  return { scene: index, shown: shownIn(scene, index), sceneFrames: scene.frames, from, to, name };
}

function shownIn({ picture, title, clip, motion, fit, focus }: CutScene, index: number): Shown {
  if (!picture) return { kind: 'slate', number: index + 1, title };
  return { kind: 'take', takeId: picture.id, sha256: picture.media.sha256, clip, motion, fit, focus };
}

/** Words that are on screen within `frames` from `start`, on that stretch's own clock and at most `beyond` outside of it. */
function wordsWithin<T extends AssCaption>(words: readonly T[], start: number, frames: number, beyond: number): T[] {
  return words
    .filter((word) => word.end > start && word.start < start + frames)
    .map((word) => ({
      ...word,
      start: Math.max(0 - beyond, word.start - start),
      end: Math.min(frames + beyond, word.end - start),
    }));
}

/** Segments without those that the film shows a second time. */
export function eachOnce(segments: readonly Segment[]): Segment[] {
  const seen = new Set<string>();
  return segments.filter(({ hash }) => !seen.has(hash) && seen.add(hash));
}

export const countFrames = (segments: readonly Segment[]): number =>
  segments.reduce((sum, segment) => sum + segment.frames, 0);
