import type { Probe } from '../../shared/take.ts';
import { inputArgs, readContainer } from './container.ts';
import type { StreamFacts } from './ffprobe.ts';
import { runFfmpeg } from './run.ts';
import type { FfmpegTools } from './tools.ts';

/** Frames among which the most typical one is chosen: FFmpeg's own figure is 100, which is long at 4K. */
const candidates = 24;

/**
 * Writes a JPEG poster `width` pixels wide (less for narrower pictures) to `out`: for a clip the most typical of the
 * frames from a third of its length on, which is never the black of a fade-in; for a still the picture itself. Returns
 * false, and writes nothing, for sound. Throws as `runFfmpeg` does.
 */
export async function makePoster(
  tools: FfmpegTools,
  file: string,
  probe: Probe,
  out: string,
  size: { readonly width: number },
): Promise<boolean> {
  if (probe.kind === 'audio') return false;
  const container = await readContainer(file);
  const third = probe.kind === 'video' ? (probe.seconds ?? 0) / 3 : 0;
  const seek = third > 0 ? ['-ss', third.toFixed(3)] : [];
  const choose = probe.kind === 'video' ? [typical] : [];
  await runFfmpeg(tools, [...seek, ...inputArgs(file, container), ...jpegOutput(choose, out, size)]);
  return true;
}

/**
 * The same as one of several outputs of a run that decodes all of `picture`: what comes from `start` (seconds; null for
 * a still) on is chosen from. Leaves an empty file where nothing does.
 */
export function posterOutput(
  picture: StreamFacts,
  start: number | null,
  out: string,
  size: { readonly width: number },
) {
  const choose = start === null ? [] : [`trim=start=${start.toFixed(3)}`, typical];
  return ['-map', `0:${picture.index}`, ...jpegOutput(choose, out, size)];
}

const typical = `thumbnail=n=${candidates}`;

function jpegOutput(choose: readonly string[], out: string, { width }: { readonly width: number }): string[] {
  const look = [...choose, `scale=w='min(${width},iw)':h=-2`, 'setsar=1', 'format=yuvj420p'].join(',');
  return ['-an', '-sn', '-frames:v', '1', '-vf', look, '-c:v', 'mjpeg', '-q:v', '4', '-f', 'mjpeg', `file:${out}`];
}
