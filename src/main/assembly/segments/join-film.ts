import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { RenderContext } from '../render-context.ts';
import { timescaleArgs } from './encode-args.ts';
import type { Encoding } from './encoding.ts';
import { type Mp4Track, readMp4Index } from './mp4-index.ts';
import { forgetSegments, segmentName, segmentPath } from './segment-cache.ts';
import type { Segment } from './segments.ts';
import { type PictureRun, type SoundRun, writeFilm } from './write-film.ts';

/** The finished mix, as `renderMix` gives it. */
export type Mix = { readonly file: string; readonly demuxer: string };

/**
 * Puts the rendered segments and the mix into one file; nothing is encoded again. MP4 is written by ourselves, MOV and
 * uncompressed sound by FFmpeg. Throws `damaged`, `internal`, `cancelled`, and what `runFfmpeg` throws.
 */
export async function joinFilm(
  segments: readonly Segment[],
  mix: Mix | null,
  output: string,
  context: RenderContext,
): Promise<void> {
  const [first] = segments;
  if (!first) throw new TypeError('A film has at least one segment.');
  const { container, fps } = first.encoding;
  const sound = mix && (await readSound(mix));
  if (container !== 'mp4' || (mix && !sound)) return joinByFfmpeg(segments, first.encoding, mix, output, context);
  const indexes = new Map<string, Mp4Track>();
  for (const segment of segments) {
    if (!indexes.has(segment.hash)) indexes.set(segment.hash, await readPicture(segment, context.cacheDir));
  }
  await requireAlike(segments, indexes, context.cacheDir);
  const pictures = segments.flatMap((segment): PictureRun[] => {
    const track = indexes.get(segment.hash);
    return track ? [{ file: segmentPath(context.cacheDir, segment), track, frames: segment.frames }] : [];
  });
  await writeFilm({ output, pictures, sound, rate: fps, signal: context.signal });
}

/**
 * A new driver or system can make a hardware encoder write other parameter sets than it did for pieces that are kept:
 * then all of them are rendered anew, since players set their decoder up once.
 */
async function requireAlike(
  segments: readonly Segment[],
  indexes: ReadonlyMap<string, Mp4Track>,
  cacheDir: string,
): Promise<void> {
  const descriptions = new Set([...indexes.values()].map(({ description }) => description));
  if (descriptions.size === 1) return;
  await forgetSegments(segments, cacheDir);
  const message = 'Pieces of the film that were kept from before are encoded in another way than the new ones.';
  throw new AppError({
    code: 'damaged',
    message,
    action: 'Start the export again: all pieces are then rendered anew.',
  });
}

async function readPicture(segment: Segment, cacheDir: string): Promise<Mp4Track> {
  const tracks = await readMp4Index(segmentPath(cacheDir, segment));
  const track = tracks?.find(({ kind }) => kind === 'vide');
  if (track?.sizes.length === segment.frames) return track;
  const message = `A rendered piece of ${segment.from.name} is damaged.`;
  throw new AppError({ code: 'damaged', message, action: 'Start the export again.', details: { hash: segment.hash } });
}

/** The sound as a track that can be copied; null for what is not AAC in MP4. */
export async function readSound({ file, demuxer }: Mix): Promise<SoundRun | null> {
  if (demuxer !== 'mov' && demuxer !== 'mp4') return null;
  const track = (await readMp4Index(file))?.find(({ kind }) => kind === 'soun');
  return track?.codec === 'mp4a' ? { file, track } : null;
}

async function joinByFfmpeg(
  segments: readonly Segment[],
  { container, fps }: Encoding,
  mix: Mix | null,
  output: string,
  { tools, cacheDir, signal }: RenderContext,
): Promise<void> {
  // Beside the segments and with bare names, so that no path has to be escaped in the list.
  const list = join(cacheDir, `${crypto.randomUUID()}.part.ffconcat`);
  const lines = segments.map((segment) => `file '${segmentName(segment)}'`);
  const args = [
    ...['-f', 'concat', '-protocol_whitelist', 'file', '-i', `file:${list}`],
    ...(mix ? ['-f', mix.demuxer, '-i', `file:${mix.file}`] : []),
    ...['-map', '0:v:0', ...(mix ? ['-map', '1:a:0'] : []), '-c', 'copy', '-map_metadata', '-1'],
    ...['-fflags', '+bitexact', '-movflags', '+faststart', ...timescaleArgs(fps)],
    ...['-f', container, `file:${output}`],
  ];
  try {
    await writeFile(list, ['ffconcat version 1.0', ...lines, ''].join('\n'));
    await runFfmpeg(tools, args, { signal });
  } finally {
    await rm(list, { force: true });
  }
}
