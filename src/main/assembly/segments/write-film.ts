import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';
import { copyParts, type Part } from './copy-parts.ts';
import { timescaleOf } from './encode-args.ts';
import { type Chunk, fileType, filmIndex, samplesHead } from './film-index.ts';
import type { Mp4Track } from './mp4-index.ts';
import { pictureIndex, soundIndex } from './track-index.ts';

/** Pictures of one file that follow each other in the film: its first `frames` samples. */
export type PictureRun = { readonly file: string; readonly track: Mp4Track; readonly frames: number };
export type SoundRun = { readonly file: string; readonly track: Mp4Track };

export type FilmOrder = {
  readonly output: string;
  readonly pictures: readonly PictureRun[];
  /** Null for a silent film. */
  readonly sound: SoundRun | null;
  readonly rate: FrameRate;
  readonly signal: AbortSignal;
};

/**
 * Writes an MP4 of pictures and sound that are encoded already, once and with its index in front. Ours, because FFmpeg's
 * concat demuxer decodes the beginning of every file (12 ms each at 1080 lines: 3.6 s of 4.2 for 300 segments) and its
 * `faststart` writes all twice. Pictures must be of one description and closed in themselves, shown from 0 on in equal
 * steps. Throws `internal` when they are not, `cancelled`, and what the file system says.
 */
export async function writeFilm({ output, pictures, sound, rate, signal }: FilmOrder): Promise<void> {
  const { num, den } = frameRateFraction(rate);
  const timescale = timescaleOf(rate);
  const picture = pictureIndex(pictures, rate);
  const played = { timescale, ticks: (picture.sizes.length * timescale * den) / num };
  const heard = sound && soundIndex(sound.track, played);
  const parts = interleave(pictures, sound, num / den);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const wide = bytes > 0xf0000000;
  const indexAt = (start: number): Uint8Array => {
    const { pictureChunks, soundChunks } = placed(parts, start);
    const tracks = [{ track: picture, chunks: pictureChunks }];
    return filmIndex(heard ? [...tracks, { track: heard, chunks: soundChunks }] : tracks, played, wide);
  };
  const type = fileType(pictures[0]?.track.codec ?? '');
  const head = samplesHead(bytes, wide);
  // Its length does not depend on the places in it.
  const index = indexAt(type.length + indexAt(0).length + head.length);
  await copyParts(output, [type, index, head], parts, signal);
}

/** Samples of one track that lie together in the film. */
type Piece = Part & { readonly isSound: boolean; readonly samples: number };

/** About a second of picture, then the sound of that second, so that players read on without jumping. */
function interleave(pictures: readonly PictureRun[], sound: SoundRun | null, fps: number): Piece[] {
  const perChunk = Math.round(fps);
  const parts: Piece[] = [];
  const total = pictures.reduce((sum, { frames }) => sum + frames, 0);
  let shown = 0;
  let heard = 0;
  for (const { file, track, frames } of pictures) {
    for (let from = 0; from < frames; from += perChunk) {
      const to = Math.min(frames, from + perChunk);
      parts.push(partOf(file, track, from, to, false));
      shown += to - from;
      if (!sound) continue;
      const samples = sound.track.sizes.length;
      const until = shown === total ? samples : Math.floor((samples * shown) / total);
      if (until > heard) parts.push(partOf(sound.file, sound.track, heard, until, true));
      heard = until;
    }
  }
  return parts;
}

function partOf(file: string, { sizes, offsets }: Mp4Track, from: number, to: number, isSound: boolean): Piece {
  const ranges: { offset: number; bytes: number }[] = [];
  let bytes = 0;
  for (let index = from; index < to; index += 1) {
    const [size = 0, offset = 0] = [sizes[index], offsets[index]];
    const last = ranges.at(-1);
    if (last && last.offset + last.bytes === offset) last.bytes += size;
    else ranges.push({ offset, bytes: size });
    bytes += size;
  }
  return { file, isSound, samples: to - from, ranges, bytes };
}

function placed(parts: readonly Piece[], start: number): { pictureChunks: Chunk[]; soundChunks: Chunk[] } {
  const chunks = { pictureChunks: [] as Chunk[], soundChunks: [] as Chunk[] };
  let offset = start;
  for (const { isSound, samples, bytes } of parts) {
    (isSound ? chunks.soundChunks : chunks.pictureChunks).push({ samples, offset });
    offset += bytes;
  }
  return chunks;
}
