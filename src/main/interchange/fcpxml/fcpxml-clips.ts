import type { TakeView } from '../../../shared/take.ts';
import { type FrameRate, framesCovering, framesNear } from '../../../shared/time.ts';
import { type HandOver, startFrames } from '../hand-over.ts';
import type { Piece } from '../pieces.ts';
import { rationalSeconds, tickSeconds } from '../rational.ts';
import type { Shot } from '../shots.ts';
import { xml, xmlLeaf } from '../xml.ts';
import { metadataElement, nearestRate, type Resources } from './fcpxml-resources.ts';

/** What clips are written with. */
export type ClipContext = { readonly over: HandOver; readonly resources: Resources; readonly rate: FrameRate };

/**
 * Where a piece begins on its own timeline, in frames: connected items are placed on it. Stills begin at an hour, as
 * Final Cut Pro has it, so that a transition finds picture before them; retimed clips count in their new time.
 */
export function localStart({ kind, from, speed }: Piece, rate: FrameRate, mediaStart: number): number {
  if (kind === 'still') return framesNear(3600, rate);
  return kind === 'clip' ? Math.round((mediaStart + from) / speed) : 0;
}

/** A piece of a shot as an element of the spine, with what is connected to it; other takes wait in an audition. */
export function pieceElement(context: ClipContext, shot: Shot, piece: Piece, anchored: readonly string[]): string {
  const { rate, over } = context;
  const { picture, sceneId } = shot.scene;
  const offset = rationalSeconds(shot.scene.start + piece.at, rate);
  if (!picture) return gapElement(shot, piece, offset, rate, anchored);
  // Only where the scene begins: a loop whose every round has alternates would have to be picked round by round.
  const others = piece === shot.pieces[0] ? over.alternates(sceneId) : [];
  const audition = others.length > 0;
  const active = takeElement(context, shot, picture, piece, audition ? null : offset, anchored);
  if (!audition) return active;
  const spares = others.map((take) => takeElement(context, shot, take, sparePiece(take, piece, rate), null, []));
  return xml('audition', { offset }, active, ...spares);
}

/** How an alternate fills the place: from its own start, for as long as it lasts. */
function sparePiece({ probe }: TakeView, piece: Piece, rate: FrameRate): Piece {
  if (probe.seconds === null) return { ...piece, kind: 'still', from: 0, speed: 0 };
  const frames = Math.min(piece.frames, framesCovering(probe.seconds, rate));
  return { ...piece, kind: 'clip', from: 0, speed: 1, frames };
}

function gapElement(shot: Shot, piece: Piece, offset: string, rate: FrameRate, anchored: readonly string[]): string {
  const attributes = { name: nameOf(shot), offset, start: '0s', duration: rationalSeconds(piece.frames, rate) };
  return xml('gap', attributes, note(shot, null, piece), ...anchored, metadataElement({ scene: shot.scene.sceneId }));
}

const nameOf = ({ scene, number }: Shot): string => scene.title || `Scene ${number}`;

/** People see it in the info pane; it still tells which scene this is where the metadata was dropped. */
const note = ({ scene }: Shot, take: TakeView | null, { kind }: Piece): string =>
  xmlLeaf('note', `Circle Take ${scene.sceneId} ${take?.id ?? ''} ${kind}`.replace(/ {2,}/g, ' '));

function takeElement(
  context: ClipContext,
  shot: Shot,
  take: TakeView,
  piece: Piece,
  offset: string | null,
  anchored: readonly string[],
): string {
  const { rate, resources, over } = context;
  const { scene } = shot;
  const isStill = piece.kind === 'still';
  const attributes = {
    ref: resources.asset(take.id),
    offset,
    name: nameOf(shot),
    start: rationalSeconds(localStart(piece, rate, startFrames(over, take.id)), rate),
    duration: rationalSeconds(piece.frames, rate),
  };
  const conform = xml('adjust-conform', { type: scene.fit === 'fill' ? 'fill' : 'fit' });
  if (isStill) return xml('video', attributes, note(shot, take, piece), conform, ...anchored);
  const heard = piece.kind === 'clip' && take.probe.audioCodec !== null && scene.clipGainDb !== null;
  return xml(
    'asset-clip',
    { ...attributes, ...(heard ? { audioRole: 'effects' } : { srcEnable: 'video' }) },
    ...[note(shot, take, piece), conformRate(take, rate), timeMap(context, take, piece), conform],
    heard && xml('adjust-volume', { amount: `${decibels(scene.clipGainDb ?? 0)}dB` }),
    ...anchored,
    metadataElement({ scene: scene.sceneId, take: take.id }),
  );
}

export const decibels = (value: number): number => Math.round(value * 100) / 100;

const namedRates: Record<FrameRate, string> = {
  ...{ '24000/1001': '23.98', '24': '24', '25': '25', '30000/1001': '29.97' },
  ...{ '30': '30', '50': '50', '60000/1001': '59.94', '60': '60' },
};

/** A clip of another frame rate plays at its own pace: without this, 24 in 25 would be sped up. */
function conformRate({ probe }: TakeView, rate: FrameRate): string | null {
  if (probe.fps === null) return null;
  const own = nearestRate(probe.fps);
  return own === rate ? null : xml('conform-rate', { scaleEnabled: 0, srcFrameRate: namedRates[own] });
}

/** Speed: the whole source laid over its new length. A held frame: one point of the source all along. */
function timeMap({ over, rate }: ClipContext, { id, probe }: TakeView, piece: Piece): string | null {
  const begin = startFrames(over, id);
  if (piece.kind === 'freeze') {
    const value = rationalSeconds(begin + piece.from, rate);
    return xml('timeMap', {}, timePoint('0s', value), timePoint(rationalSeconds(piece.frames, rate), value));
  }
  if (piece.speed === 1) return null;
  const points = [over.place(id).start, over.place(id).start + (probe.seconds ?? 0)];
  return xml(
    'timeMap',
    {},
    ...points.map((seconds) => timePoint(tickSeconds(seconds / piece.speed), tickSeconds(seconds))),
  );
}

const timePoint = (time: string, value: string): string => xml('timept', { time, value, interp: 'linear' });
