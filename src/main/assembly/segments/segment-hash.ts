import { createHash } from 'node:crypto';
import { captionStyleVersion } from '../../../shared/ass.ts';
import { middle } from '../../../shared/film.ts';
import type { ClipPlay } from '../../../shared/reach.ts';
import { frameSeconds } from '../../../shared/time.ts';
import type { Encoding } from './encoding.ts';
import type { Segment, Stretch, Versions } from './segments.ts';

/** Raise it when a change in this folder or in `picture/` makes other pictures of the same plan: cached segments are then not reused. */
const segmentVersion = 4;

/**
 * SHA-256 of everything that shapes a segment's file, and of nothing else: not of ids, names and absolute positions, so
 * that a moved scene keeps its segments; nor of what the stretch does not show.
 */
export function hashSegment(plan: Omit<Segment, 'hash'>, versions: Versions): string {
  const { encoding, join, captions, titles } = plan;
  const worded = captions.length + titles.length > 0;
  const slate = [plan.from, join?.into].some((side) => side?.shown.kind === 'slate');
  const shape = [
    [segmentVersion, versions],
    encodingShape(encoding),
    lookOf(plan.from, encoding),
    join && [join.transition, lookOf(join.into, encoding)],
    worded || slate ? [captionStyleVersion, encoding.aspect] : null,
    worded ? [encoding.captionStyle, captions, titles] : null,
  ];
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
}

/** Without what only words depend on. */
const encodingShape = ({ aspect: _, captionStyle: __, burnt: ___, ...shape }: Encoding): unknown => shape;

function lookOf({ shown, sceneFrames, from, to }: Stretch, encoding: Encoding): unknown {
  if (shown.kind === 'slate') return [shown.number, shown.title, to - from];
  const { sha256, clip, motion, fit, focus } = shown;
  const laid = [sha256, fit, fit === 'fill' ? focus : middle];
  if (clip) return [...laid, clipShape(clip, to, encoding), from, to];
  return motion === 'none' ? [...laid, motion, to - from] : [...laid, motion, sceneFrames, from, to];
}

/** What lies behind the last frame shown does not count, so that a trim there changes nothing. */
function clipShape({ from, length, speed, filling }: ClipPlay, to: number, { fps }: Encoding): unknown {
  const unseen = filling.kind === 'once' && length / speed > frameSeconds(to + 1, fps);
  return [from, unseen ? null : length, speed, filling];
}
