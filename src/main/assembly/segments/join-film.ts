import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import type { RenderContext } from '../render-context.ts';
import type { RenderedMix } from '../sound/render-mix.ts';
import { timescaleArgs } from './encode-args.ts';
import type { Encoding } from './encoding.ts';
import { segmentName } from './segment-cache.ts';
import type { Segment } from './segments.ts';

/** Puts the rendered segments and the mix into one file by stream copy; nothing is encoded again. */
export async function joinFilm(
  segments: readonly Segment[],
  mix: RenderedMix | null,
  output: string,
  context: RenderContext,
  encoding: Encoding,
): Promise<void> {
  // Beside the segments and with bare names, so that no path has to be escaped in the list.
  const list = join(context.cacheDir, `${crypto.randomUUID()}.part.ffconcat`);
  const lines = segments.map((segment) => `file '${segmentName(segment)}'`);
  const args = [
    ...['-f', 'concat', '-protocol_whitelist', 'file', '-i', `file:${list}`],
    ...(mix ? ['-f', mix.demuxer, '-i', `file:${mix.file}`] : []),
    ...['-map', '0:v:0', ...(mix ? ['-map', '1:a:0'] : []), '-c', 'copy', '-map_metadata', '-1'],
    ...['-fflags', '+bitexact', '-movflags', '+faststart', ...timescaleArgs(encoding.fps)],
    ...['-f', encoding.container, `file:${output}`],
  ];
  try {
    await writeFile(list, ['ffconcat version 1.0', ...lines, ''].join('\n'));
    await runFfmpeg(context.tools, args, { signal: context.signal });
  } finally {
    await rm(list, { force: true });
  }
}
