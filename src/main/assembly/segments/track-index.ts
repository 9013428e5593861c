import { AppError } from '../../../shared/errors.ts';
import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';
import { timescaleOf } from './encode-args.ts';
import type { Played, TrackIndex } from './film-index.ts';
import { boxesIn, fourcc } from './mp4-boxes.ts';
import type { Mp4Track } from './mp4-index.ts';
import { box, runLengths, table, words } from './mp4-write.ts';

/**
 * One picture track out of several, each with its first `frames` samples. Throws `internal` when they differ in their
 * description or are not shown in equal steps from 0 on.
 */
export function pictureIndex(
  runs: readonly { readonly track: Mp4Track; readonly frames: number }[],
  rate: FrameRate,
): TrackIndex {
  const { num, den } = frameRateFraction(rate);
  const timescale = timescaleOf(rate);
  const step = (timescale * den) / num;
  const first = runs[0]?.track;
  if (!first) throw new TypeError('A film has at least one piece.');
  const shown: number[] = [];
  const keys: number[] = [];
  const sizes: number[] = [];
  for (const { track, frames } of runs) {
    const start = sizes.length;
    if (track.description !== first.description) throw notJoinable('differ in how they are encoded');
    for (const frame of wantedOrder(track, frames, rate)) shown.push(start + frame);
    for (let sample = 0; sample < frames; sample += 1) sizes.push(track.sizes[sample] ?? 0);
    for (const key of track.keys ?? track.sizes.keys()) if (key < frames) keys.push(start + key + 1);
  }
  // A frame is decoded before it is shown: the first one waits until all that overtake others have done so.
  const delay = shown.reduce((most, frame, sample) => Math.max(most, sample - frame), 0);
  const offsets = shown.map((frame, sample) => (frame + delay - sample) * step);
  const isReordered = offsets.some((offset) => offset !== 0);
  return {
    ...{ kind: 'vide', width: first.width, height: first.height },
    ...{ timescale, ticks: shown.length * step, playedFrom: delay * step, sizes },
    played: shown.length * step,
    description: describedAs(first),
    tables: [
      table('stts', 2, [shown.length, step]),
      ...(isReordered ? [table('ctts', 2, runLengths(offsets).flat())] : []),
      ...(keys.length < shown.length ? [table('stss', 1, keys)] : []),
    ],
  };
}

/**
 * The frame numbers at which a track's first samples are shown, in the order in which they are decoded. Null when they
 * are not exactly the frames 0 to `frames`.
 */
export function framesShown({ times, timescale }: Mp4Track, frames: number, rate: FrameRate): number[] | null {
  const { num, den } = frameRateFraction(rate);
  const shown = times.slice(0, frames).map((time) => (time * num) / (timescale * den));
  const seen = new Set(shown.filter((frame) => Number.isInteger(frame) && frame >= 0 && frame < frames));
  return seen.size === frames ? shown : null;
}

function wantedOrder(track: Mp4Track, frames: number, rate: FrameRate): number[] {
  const order = framesShown(track, frames, rate);
  if (!order) throw notJoinable('do not begin at 0 or go in uneven steps');
  return order;
}

const notJoinable = (why: string): AppError =>
  new AppError({ code: 'internal', message: `The pieces of the picture cannot be joined: they ${why}.` });

/** Where a sample description begins, and its fields before the boxes in it. */
const entryAt = 8;
const entryHead = 86;

/** The sample description, without the bit rates, which are those of one piece only. */
function describedAs({ boxes }: Mp4Track): Uint8Array {
  const content = boxes.get('stsd') ?? new Uint8Array();
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const kept = boxesIn(view, entryAt + entryHead, content.length).filter(({ type }) => type !== 'btrt');
  const inner = kept.map(({ type, start, end }) => box(type, content.subarray(start, end)));
  const entry = [content.subarray(entryAt + 8, entryAt + entryHead), ...inner];
  return box('stsd', content.subarray(0, entryAt), box(fourcc(view, entryAt + 4), ...entry));
}

/**
 * The sound's own tables, as they are: its samples keep their order and their lengths. It is played as long as there are
 * samples, and at most as long as the film is.
 */
export function soundIndex(track: Mp4Track, film: Played): TrackIndex {
  const heard = Math.round(((track.ticks - track.playedFrom) * film.timescale) / track.timescale);
  const kept = ['stts', 'sgpd', 'sbgp'].flatMap((type) => {
    const content = track.boxes.get(type);
    return content ? [box(type, content)] : [];
  });
  return {
    ...{ kind: 'soun', width: 0, height: 0, timescale: track.timescale, ticks: track.ticks },
    ...{ playedFrom: track.playedFrom, played: Math.min(film.ticks, heard), sizes: track.sizes },
    description: box('stsd', track.boxes.get('stsd') ?? words(0, 0)),
    tables: kept,
  };
}
