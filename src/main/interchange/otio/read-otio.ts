import { AppError } from '../../../shared/errors.ts';
import { transitions } from '../../../shared/film.ts';
import { type FrameRate, framesNear } from '../../../shared/time.ts';
import { type EditedJoin, type EditedPiece, type EditedTimeline, transitionNamed } from '../edited-timeline.ts';
import { isNamedByUs } from '../link-take.ts';
import {
  type OtioItem,
  type OtioReference,
  type OtioTrack,
  otioTimelineSchema,
  otioTrackSchema,
} from './otio-schema.ts';

/**
 * Reads the main picture track of an OpenTimelineIO file at the film's frame rate. Throws `damaged` when it is not one,
 * and `unsupported` when it has no picture track.
 */
export function readOtio(text: string, rate: FrameRate): EditedTimeline {
  const all = tracksOf(text);
  const tracks = all.filter(({ kind }) => kind === 'Video');
  const [main] = tracks.toSorted((a, b) => ourClips(b) - ourClips(a));
  if (!main) throw new AppError({ code: 'unsupported', message: 'This timeline has no track of pictures.' });
  const others = tracks.filter((track) => track !== main && track.children.some((item) => isA(item, 'Clip')));
  const notes = others.map((track) => `Track “${track.name || 'Video'}” above or below the main one was left out`);
  const items = main.children.flatMap((item): (EditedPiece | EditedJoin)[] => {
    if (item.enabled === false) notes.push(`“${item.name ?? ''}” is switched off there and became empty`);
    return isA(item, 'Transition') ? [joinOf(item, rate)] : [pieceOf(item, rate)];
  });
  return { items, notes: [...notes, ...foreignSound(all)] };
}

const isA = ({ OTIO_SCHEMA }: { OTIO_SCHEMA: string }, name: string): boolean => OTIO_SCHEMA.startsWith(`${name}.`);
const ourClips = ({ children }: OtioTrack): number =>
  children.filter((item) => item.metadata?.circle_take?.scene).length;

/** Sound that was not there when the cut left us. */
function foreignSound(tracks: readonly OtioTrack[]): string[] {
  const clips = tracks.filter(({ kind }) => kind === 'Audio').flatMap(({ children }) => children);
  const foreign = clips.filter((item) => {
    const reference = activeReference(item);
    return isA(item, 'Clip') && !reference?.metadata?.circle_take && !isNamedByUs(reference?.target_url ?? '');
  });
  return [...new Set(foreign.map(({ name }) => name ?? ''))].map((name) => `The sound “${name}” is left out`);
}

function tracksOf(text: string): OtioTrack[] {
  const timeline = otioTimelineSchema.safeParse(parseJson(text));
  if (!timeline.success) throw damaged('is not an OpenTimelineIO timeline');
  return timeline.data.tracks.children.flatMap((child) => {
    const parsed = otioTrackSchema.safeParse(child);
    if (!parsed.success) throw damaged('has a track that cannot be read', parsed.error);
    return isA(parsed.data, 'Track') ? [parsed.data] : [];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged('is cut off or garbled', cause);
  }
}

function damaged(why: string, cause?: unknown): AppError {
  const action = 'Export it from the editor again as OpenTimelineIO.';
  return new AppError({ code: 'damaged', message: `This file ${why}.`, action, cause });
}

function pieceOf(item: OtioItem, rate: FrameRate): EditedPiece {
  const reference = activeReference(item);
  const own = item.metadata?.circle_take;
  const range = item.source_range ?? reference?.available_range;
  const scalar = speedOf(item);
  const file = reference?.target_url ?? null;
  // A nested timeline is no clip of ours, but it is something.
  const shows = !isA(item, 'Gap') && item.enabled !== false;
  const from = range ? range.start_time - (reference?.available_range?.start_time ?? 0) : 0;
  return {
    kind: !shows ? 'gap' : scalar === 0 ? 'freeze' : reference?.available_range ? 'clip' : 'still',
    link: {
      name: item.name ?? '',
      sceneId: own?.scene ?? null,
      takeId: reference?.metadata?.circle_take?.take ?? null,
      file: file ?? reference?.name ?? null,
    },
    frames: range ? framesNear(range.duration, rate) : 0,
    from: framesNear(from, rate),
    speed: scalar,
  };
}

function activeReference(item: OtioItem): OtioReference | null {
  const references = item.media_references ?? {};
  return references[item.active_media_reference_key ?? 'DEFAULT_MEDIA'] ?? item.media_reference ?? null;
}

/** All time warps of a clip together; 0 is a frozen frame. */
const speedOf = ({ effects }: OtioItem): number =>
  (effects ?? [])
    .filter((effect) => isA(effect, 'LinearTimeWarp') || isA(effect, 'FreezeFrame'))
    .reduce((speed, effect) => speed * (isA(effect, 'FreezeFrame') ? 0 : (effect.time_scalar ?? 1)), 1);

function joinOf(item: OtioItem, rate: FrameRate): EditedJoin {
  const said = transitions.find((kind) => kind === item.metadata?.circle_take?.transition);
  const name = item.name || item.transition_type || 'Transition';
  return {
    kind: 'join',
    transition: said ?? transitionNamed(`${name} ${item.transition_type ?? ''}`),
    certain: said !== undefined,
    name,
    before: framesNear(item.in_offset ?? 0, rate),
    after: framesNear(item.out_offset ?? 0, rate),
  };
}
