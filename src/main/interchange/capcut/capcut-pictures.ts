import type { TakeView } from '../../../shared/take.ts';
import type { HandOver } from '../hand-over.ts';
import type { Piece } from '../pieces.ts';
import { pieceStart, type Shot } from '../shots.ts';
import {
  blurredSides,
  type DraftParts,
  type Json,
  micros,
  partId,
  segment,
  speedPart,
  timeRange,
  track,
  transitionPart,
} from './capcut-parts.ts';

/** CapCut lets a photo last three hours. */
const stillMicros = 10_800_000_000;

/** The main track. Scenes without a picture leave it empty for as long as they last. */
export function pictureParts(over: HandOver): DraftParts {
  const made = over.shots.flatMap((shot) => shot.pieces.map((piece, index) => pieceParts(over, shot, piece, index)));
  const takes = over.shots.map(({ scene }) => scene.picture).filter((take) => take !== null);
  const videos = [...new Map(takes.map((take) => [take.id, videoMaterial(over, take)])).values()];
  const of = (list: string): Json[] => made.flatMap((one) => one?.materials[list] ?? []);
  const segments = made.flatMap((one) => (one ? [one.segment] : []));
  return {
    materials: { videos, speeds: of('speeds'), canvases: of('canvases'), transitions: of('transitions') },
    tracks: [track(partId(over.film.id, 'pictures'), 'video', '', segments)],
  };
}

type PieceParts = { readonly segment: Json; readonly materials: Readonly<Record<string, readonly Json[]>> };

function pieceParts({ film, cut }: HandOver, shot: Shot, piece: Piece, index: number): PieceParts | null {
  const { picture, sceneId, clipGainDb, fit } = shot.scene;
  if (!picture) return null;
  const rate = cut.canvas.fps;
  const id = (kind: string): string => partId(sceneId, kind, index);
  const source = sourceRange(piece, rate);
  const join = index === shot.pieces.length - 1 ? shot.join : null;
  const materials = {
    speeds: [speedPart(id('speed'), source.speed)],
    canvases: fit === 'blur' ? [blurredSides(id('canvas'))] : [],
    transitions: join ? [transitionPart(id('transition'), join.kind, micros(join.before + join.after, rate))] : [],
  };
  const heard = piece.kind === 'clip' && clipGainDb !== null;
  return {
    materials,
    segment: segment({
      ...{ id: id('segment'), material: partId(picture.id), layer: 0, source: source.range, speed: source.speed },
      target: timeRange(pieceStart(shot, piece), piece.frames, rate),
      volume: heard ? 10 ** (clipGainDb / 20) : 0,
      refs: Object.values(materials).flatMap((list) => list.map((material) => String(material.id))),
      look: { scale: fit === 'fill' ? fillScale(picture, film.canvas) : 1, y: 0 },
    }),
  };
}

/** A held frame is one frame played very slowly: a guess, since drafts hold frozen frames as pictures of their own. */
function sourceRange({ kind, from, frames, speed }: Piece, rate: HandOver['cut']['canvas']['fps']) {
  if (kind === 'still') return { range: timeRange(0, frames, rate), speed: 1 };
  if (kind === 'freeze') return { range: timeRange(from, 1, rate), speed: 1 / frames };
  return { range: timeRange(from, frames * speed, rate), speed };
}

/** CapCut shows a picture whole; this is how much larger it must be to cover the canvas. */
function fillScale({ probe }: TakeView, { width, height }: HandOver['film']['canvas']): number {
  const [across, down] = [width / (probe.width ?? width), height / (probe.height ?? height)];
  return Math.max(across, down) / Math.min(across, down);
}

function videoMaterial({ place }: HandOver, { id, probe }: TakeView): Json {
  const { name, path } = place(id);
  const crop = ['upper_left', 'upper_right', 'lower_left', 'lower_right'].flatMap((corner) => [
    [`${corner}_x`, corner.endsWith('right') ? 1 : 0],
    [`${corner}_y`, corner.startsWith('lower') ? 1 : 0],
  ]);
  return {
    ...{ audio_fade: null, category_id: '', category_name: 'local', check_flag: 63_487 },
    ...{ crop: Object.fromEntries(crop), crop_ratio: 'free', crop_scale: 1 },
    duration: probe.seconds === null ? stillMicros : Math.floor(probe.seconds * 1e6),
    ...{ height: probe.height, width: probe.width, id: partId(id), material_id: partId(id), local_material_id: '' },
    ...{ material_name: name, media_path: '', path, remote_url: null, has_audio: probe.audioCodec !== null },
    type: probe.seconds === null ? 'photo' : 'video',
  };
}
