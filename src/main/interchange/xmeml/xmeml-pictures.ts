import { type FrameRate, framesCovering } from '../../../shared/time.ts';
import type { HandOver } from '../hand-over.ts';
import type { Piece } from '../pieces.ts';
import { pieceStart, type Shot } from '../shots.ts';
import { xml, xmlLeaf } from '../xml.ts';
import { effectElement, rateElement, speedFilter, trackElement } from './xmeml-elements.ts';
import { type Files, stillFrames } from './xmeml-files.ts';

/**
 * The pictures as one track. Beside a transition, a clip does not say where it begins or ends (-1), and what it shows
 * of its source reaches through the transition. Scenes without a picture are empty space.
 */
export function pictureTrack(over: HandOver, files: Files): string {
  const rate = over.cut.canvas.fps;
  const items = over.shots.flatMap((shot) => [
    ...shot.pieces.map((piece, index) => clipItem({ over, files, rate, shot }, piece, index)),
    joinItem(shot, rate),
  ]);
  return trackElement(items.filter((item) => item !== null));
}

type PieceContext = { readonly over: HandOver; readonly files: Files; readonly rate: FrameRate; readonly shot: Shot };

function clipItem({ over, files, rate, shot }: PieceContext, piece: Piece, index: number): string | null {
  const { picture, sceneId, title } = shot.scene;
  if (!picture) return null;
  const head = index === 0 ? shot.head : 0;
  const tail = index === shot.pieces.length - 1 ? shot.tail : 0;
  const start = pieceStart(shot, piece);
  const seconds = picture.probe.seconds;
  const source = sourceSpan(piece, head, tail);
  const whole = seconds === null ? stillFrames : Math.ceil(framesCovering(seconds, rate) / (piece.speed || 1));
  return xml(
    'clipitem',
    { id: `clipitem-${shot.number}-${index + 1}` },
    xmlLeaf('name', title || over.place(picture.id).name),
    xmlLeaf('enabled', 'TRUE'),
    xmlLeaf('duration', whole),
    rateElement(rate),
    xmlLeaf('start', head > 0 ? -1 : start),
    xmlLeaf('end', tail > 0 ? -1 : start + piece.frames),
    xmlLeaf('in', source.from),
    xmlLeaf('out', source.to),
    ...stillMarks(piece),
    files(picture.id),
    piece.kind === 'clip' && speedFilter(piece.speed),
    xml(
      'logginginfo',
      {},
      xmlLeaf('scene', `${shot.number}`),
      xmlLeaf('shottake', `${picture.number}`),
      xmlLeaf('lognote', `Circle Take ${sceneId} ${picture.id} ${piece.kind}`),
    ),
  );
}

/** In and out count frames as they are played, after the speed. */
function sourceSpan({ kind, from, speed, frames }: Piece, head: number, tail: number): { from: number; to: number } {
  const first = kind === 'clip' ? Math.max(0, Math.round(from / speed) - head) : 0;
  return { from: first, to: first + frames + head + tail };
}

function stillMarks({ kind, from }: Piece): string[] {
  if (kind === 'clip') return [];
  return [xmlLeaf('stillframe', 'TRUE'), ...(kind === 'freeze' ? [xmlLeaf('stillframeoffset', Math.round(from))] : [])];
}

/** A cross dissolve, or an edge wipe; other kinds become dissolves. */
function joinItem({ join, start, frames }: Shot, rate: FrameRate): string | null {
  if (!join) return null;
  const wipe = { name: 'Edge Wipe', id: 'Edge Wipe', category: 'Wipe' };
  const dissolve = { name: 'Cross Dissolve', id: 'Cross Dissolve', category: 'Dissolve' };
  const effect = { ...(join.kind === 'wipe' ? wipe : dissolve), type: 'transition', media: 'video' };
  return xml(
    'transitionitem',
    {},
    rateElement(rate),
    xmlLeaf('start', start + frames - join.before),
    xmlLeaf('end', start + frames + join.after),
    xmlLeaf('alignment', 'center'),
    effectElement(effect, []),
  );
}
