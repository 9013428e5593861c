import { type HandOver, startFrames } from '../hand-over.ts';
import type { Piece } from '../pieces.ts';
import { rationalSeconds } from '../rational.ts';
import type { Shot } from '../shots.ts';
import { isDropFrame } from '../timecode.ts';
import { xml } from '../xml.ts';
import { type Anchor, anchorsOf } from './fcpxml-anchors.ts';
import { type ClipContext, localStart, pieceElement } from './fcpxml-clips.ts';
import { declareResources, metadataElement } from './fcpxml-resources.ts';

/**
 * The cut as FCPXML 1.9, which Final Cut Pro 10.4.9 and later and DaVinci Resolve read. Times are exact fractions.
 * https://developer.apple.com/documentation/professional-video-applications/fcpxml-reference
 */
export function writeFcpxml(over: HandOver): string {
  const { cut, film } = over;
  const rate = cut.canvas.fps;
  const resources = declareResources(over, rate);
  const spine = xml('spine', {}, ...spineElements({ over, resources, rate }));
  const sequence = xml(
    'sequence',
    {
      ...{ format: resources.format, duration: rationalSeconds(cut.frames, rate), tcStart: '0s' },
      ...{ tcFormat: isDropFrame(rate) ? 'DF' : 'NDF', audioLayout: 'stereo', audioRate: '48k' },
    },
    spine,
    metadataElement({ film: film.id }),
  );
  const event = xml('event', { name: film.title }, xml('project', { name: film.title }, sequence));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n\n${xml('fcpxml', { version: '1.9' }, resources.xml, event)}\n`;
}

function spineElements(context: ClipContext): string[] {
  const { shots } = context.over;
  const anchors = anchorsOf(context);
  return shots.flatMap((shot) => [
    ...shot.pieces.map((piece) => {
      const from = shot.scene.start + piece.at;
      const mine = anchors.filter(({ start }) => start >= from && start < from + piece.frames);
      return pieceElement(context, shot, piece, written(mine, from, localOf(context, shot, piece), context));
    }),
    ...joinElements(context, shot),
  ]);
}

function localOf({ over, rate }: ClipContext, { scene }: Shot, piece: Piece): number {
  return localStart(piece, rate, scene.picture ? startFrames(over, scene.picture.id) : 0);
}

function written(anchors: readonly Anchor[], from: number, local: number, { rate }: ClipContext): string[] {
  return anchors.map(({ start, write }) => write(rationalSeconds(local + start - from, rate)));
}

/** Every transition is written as a cross dissolve; its own kind is in the metadata. */
function joinElements({ resources, rate }: ClipContext, { join, start, frames, scene }: Shot): string[] {
  if (!join) return [];
  const name = 'Cross Dissolve';
  const offset = rationalSeconds(start + frames - join.before, rate);
  const duration = rationalSeconds(join.before + join.after, rate);
  return [
    xml(
      'transition',
      { name, offset, duration },
      xml('filter-video', { ref: resources.effect(name), name }),
      scene.clipGainDb !== null &&
        xml('filter-audio', { ref: resources.effect('Audio Crossfade'), name: 'Audio Crossfade' }),
      metadataElement({ transition: join.kind }),
    ),
  ];
}
