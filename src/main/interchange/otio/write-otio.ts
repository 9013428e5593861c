import type { Transition } from '../../../shared/film.ts';
import type { TakeView } from '../../../shared/take.ts';
import { type FrameRate, framesCovering } from '../../../shared/time.ts';
import { type HandOver, startFrames } from '../hand-over.ts';
import type { Piece } from '../pieces.ts';
import type { Shot } from '../shots.ts';
import { clipSoundItems, musicItems, narrationItems, type SoundItem, withSilence } from '../sound-items.ts';
import * as otio from './otio-objects.ts';

/**
 * The cut as an OpenTimelineIO file: one track of pictures whose other takes are further media references, tracks of
 * narration, clip sound and music, titles and captions as markers. Ids are in the metadata under `circle_take`.
 */
export function writeOtio(over: HandOver): string {
  const { cut, film, shots } = over;
  const rate = cut.canvas.fps;
  const sounds = [
    ['Narration', narrationItems(shots)] as const,
    ['Clip sound', clipSoundItems(shots)] as const,
    ['Music', musicItems(cut)] as const,
  ].filter(([, items]) => items.length > 0);
  const tracks = [
    otio.track(
      'Video',
      { name: 'Picture' },
      shots.flatMap((shot) => shotItems(over, shot)),
    ),
    ...sounds.map(([name, items]) => otio.track('Audio', { name }, soundChildren(over, items))),
  ];
  const { aspect, width, height } = film.canvas;
  const metadata = { [otio.namespace]: { film: film.id, aspect, width, height, rate } };
  return `${JSON.stringify(
    {
      OTIO_SCHEMA: 'Timeline.1',
      metadata,
      name: film.title,
      global_start_time: null,
      tracks: otio.stack({ name: 'tracks', markers: textMarkers(over) }, tracks),
    },
    null,
    2,
  )}\n`;
}

function shotItems(over: HandOver, shot: Shot): otio.OtioObject[] {
  const rate = over.cut.canvas.fps;
  const items = shot.pieces.map((piece, index) => pieceItem(over, shot, piece, index));
  if (!shot.join) return items;
  const { kind, before, after } = shot.join;
  const type = kind === 'crossfade' ? 'SMPTE_Dissolve' : 'Custom_Transition';
  const init = { name: transitionNames[kind], type, metadata: { [otio.namespace]: { transition: kind } } };
  return [...items, otio.transition(init, otio.rationalTime(before, rate), otio.rationalTime(after, rate))];
}

const transitionNames: Record<Transition, string> = {
  crossfade: 'Cross Dissolve',
  'dip-black': 'Dip to Black',
  'dip-white': 'Dip to White',
  wipe: 'Wipe',
  slide: 'Slide',
  blur: 'Blur',
};

function pieceItem(over: HandOver, shot: Shot, piece: Piece, index: number): otio.OtioObject {
  const rate = over.cut.canvas.fps;
  const { scene } = shot;
  const metadata = { [otio.namespace]: { scene: scene.sceneId, piece: index, kind: piece.kind } };
  const name = scene.title || `Scene ${shot.number}`;
  const begin = scene.picture && piece.kind !== 'still' ? startFrames(over, scene.picture.id) : 0;
  const init = { name, range: otio.timeRange(begin + piece.from, piece.frames, rate), metadata };
  if (!scene.picture) return otio.gap(init);
  const takes = [scene.picture, ...over.alternates(scene.sceneId)];
  const references = Object.fromEntries(takes.map((take) => [take.id, reference(over, take, rate)]));
  return otio.clip({ ...init, effects: effectsOf(piece) }, references, scene.picture.id);
}

function effectsOf({ kind, speed }: Piece): otio.OtioObject[] {
  if (kind === 'freeze') return [otio.freezeFrame()];
  return kind === 'clip' && speed !== 1 ? [otio.linearTimeWarp(speed)] : [];
}

/** A still has no length of its own: its available range is open. */
function reference(over: HandOver, take: TakeView, rate: FrameRate): otio.OtioObject {
  const { name, url } = over.place(take.id);
  const { seconds } = take.probe;
  const available =
    seconds === null ? null : otio.timeRange(startFrames(over, take.id), framesCovering(seconds, rate), rate);
  const { id, number, role, media } = take;
  return otio.externalReference(name, url, available, {
    [otio.namespace]: { take: id, number, role, sha256: media.sha256 },
  });
}

function soundChildren(over: HandOver, items: readonly SoundItem[]): otio.OtioObject[] {
  const rate = over.cut.canvas.fps;
  return withSilence(items).map(({ frames, item }) =>
    item ? soundClip(over, item, rate) : otio.gap({ name: '', range: otio.timeRange(0, frames, rate) }),
  );
}

function soundClip(over: HandOver, item: SoundItem, rate: FrameRate): otio.OtioObject {
  const { name, url } = over.place(item.mediaId);
  const begin = startFrames(over, item.mediaId);
  const { sceneId: scene, mediaId: media, gainDb: gain_db } = item;
  const init = {
    name: item.name,
    range: otio.timeRange(begin + item.from, item.frames, rate),
    metadata: { [otio.namespace]: { scene, gain_db } },
    effects: item.speed === 1 ? [] : [otio.linearTimeWarp(item.speed)],
  };
  const available = otio.timeRange(begin, framesCovering(item.seconds, rate), rate);
  const target = otio.externalReference(name, url, available, { [otio.namespace]: { media } });
  return otio.clip(init, { DEFAULT_MEDIA: target }, 'DEFAULT_MEDIA');
}

/** OTIO knows no titles: the words are markers with their times. */
function textMarkers({ cut, shots }: HandOver): otio.OtioObject[] {
  const rate = cut.canvas.fps;
  return shots.flatMap((shot) => {
    const { titles, captions, sceneId: scene } = shot.scene;
    const make = (kind: string, extra: otio.Metadata) => (words: { text: string; start: number; end: number }) =>
      otio.marker(words.text, otio.timeRange(words.start, words.end - words.start, rate), {
        [otio.namespace]: { scene, kind, text: words.text, ...extra },
      });
    return [
      ...titles.map((title) => make('title', { place: title.place })(title)),
      ...captions.map(make('caption', {})),
    ];
  });
}
