import { createHash } from 'node:crypto';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import type { Preset } from '../../../shared/export.ts';
import type { Scene } from '../../../shared/film.ts';
import type { FrameRate } from '../../../shared/time.ts';
import { captionStyleVersion, type SegmentCaption } from '../captions/ass.ts';
import { outputSize, type Size } from './output-size.ts';

/** Raise it when a change in this folder makes other pictures of the same plan: cached segments are then not reused. */
const segmentVersion = 1;

/** What a scene shows. */
export type Shown =
  | {
      readonly kind: 'take';
      readonly takeId: string;
      readonly sha256: string;
      /** Length of a clip; null for a still. */
      readonly seconds: number | null;
      readonly fit: Scene['fit'];
      readonly reach: Scene['reach'];
    }
  /** A dark card in place of a missing picture. `number` counts scenes from 1. */
  | { readonly kind: 'slate'; readonly number: number; readonly title: string };

/** A stretch of one scene: local frames `from` up to, not including, `to`. */
export type Stretch = {
  readonly shown: Shown;
  /** Length of the whole scene, which zooms and slowed clips depend on. */
  readonly sceneFrames: number;
  readonly from: number;
  readonly to: number;
  /** For messages: `scene 3, Harbour at dawn`. */
  readonly name: string;
};

/** How every segment of one export is encoded. */
export type Encoding = Size & {
  readonly fps: FrameRate;
  readonly aspect: Cut['canvas']['aspect'];
  readonly crf: number;
  readonly speed: Preset['speed'];
};

/** A piece of the finished picture that is rendered by itself: the body of a scene, or the crossfade of two. */
export type Segment = {
  /** SHA-256 of everything that shapes the segment; its name in the cache. */
  readonly hash: string;
  /** Absolute frame, and length in frames. */
  readonly start: number;
  readonly frames: number;
  readonly from: Stretch;
  /** The scene that it fades to; null in bodies. */
  readonly into: Stretch | null;
  readonly captions: readonly SegmentCaption[];
  readonly encoding: Encoding;
};

/**
 * Cuts the timeline into bodies and joins. A join is as long as its crossfade and bodies hold no fade, so a changed
 * scene touches its body and at most two joins. `ffmpegVersion` counts, because segments of two x264 versions cannot
 * be joined by stream copy. The segments follow each other without a gap and cover the cut exactly.
 */
export function planSegments(cut: Cut, preset: Preset, ffmpegVersion: string): Segment[] {
  const encoding: Encoding = {
    ...outputSize(cut.canvas, preset),
    fps: cut.canvas.fps,
    aspect: cut.canvas.aspect,
    crf: preset.crf,
    speed: preset.speed,
  };
  const captions = cut.scenes.flatMap((scene) => scene.captions);
  const make = (start: number, from: Stretch, into: Stretch | null): Segment => {
    const frames = from.to - from.from;
    const plan = { start, frames, from, into, captions: captionsWithin(captions, start, frames), encoding };
    return { ...plan, hash: hashOf(plan, ffmpegVersion) };
  };
  return cut.scenes.flatMap((scene, index) => {
    const before = cut.scenes[index - 1]?.joinFrames ?? 0;
    const bodyEnd = scene.frames - scene.joinFrames;
    const body = make(scene.start + before, stretch(scene, index, before, bodyEnd), null);
    const next = cut.scenes[index + 1];
    if (!next || scene.joinFrames === 0) return body.frames > 0 ? [body] : [];
    const leaving = stretch(scene, index, bodyEnd, scene.frames);
    const join = make(scene.start + bodyEnd, leaving, stretch(next, index + 1, 0, scene.joinFrames));
    return body.frames > 0 ? [body, join] : [join];
  });
}

function stretch(scene: CutScene, index: number, from: number, to: number): Stretch {
  const name = scene.title ? `scene ${index + 1}, ${scene.title}` : `scene ${index + 1}`;
  return { shown: shownIn(scene, index), sceneFrames: scene.frames, from, to, name };
}

function shownIn(scene: CutScene, index: number): Shown {
  const { picture } = scene;
  if (!picture) return { kind: 'slate', number: index + 1, title: scene.title };
  return {
    kind: 'take',
    takeId: picture.id,
    sha256: picture.media.sha256,
    seconds: picture.probe.kind === 'video' ? picture.probe.seconds : null,
    fit: scene.fit,
    reach: scene.reach,
  };
}

function captionsWithin(captions: readonly SegmentCaption[], start: number, frames: number): SegmentCaption[] {
  return captions
    .map(({ text, start: from, end }) => ({
      text,
      start: Math.max(0, from - start),
      end: Math.min(frames, end - start),
    }))
    .filter((caption) => caption.end > caption.start);
}

/** Take ids, names and absolute positions do not shape the pixels, so a moved scene keeps its segment. */
function hashOf(plan: Omit<Segment, 'hash'>, ffmpegVersion: string): string {
  const look = ({ shown, sceneFrames, from, to }: Stretch): unknown => [
    shown.kind === 'take' ? { ...shown, takeId: null } : shown,
    shownDependsOnScene(shown) ? sceneFrames : null,
    from,
    to,
  ];
  const sides = [look(plan.from), plan.into && look(plan.into)];
  const versions = [segmentVersion, captionStyleVersion, ffmpegVersion];
  return createHash('sha256')
    .update(JSON.stringify([versions, plan.encoding, sides, plan.captions]))
    .digest('hex');
}

/** A slate looks the same however long its scene is. */
const shownDependsOnScene = (shown: Shown): boolean => shown.kind === 'take';
