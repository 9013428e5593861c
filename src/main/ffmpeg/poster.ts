import type { Probe } from '../../shared/take.ts';
import { inputArgs, readContainer } from './container.ts';
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
  const choose = probe.kind === 'video' ? [`thumbnail=n=${candidates}`] : [];
  const look = [...choose, `scale=w='min(${size.width},iw)':h=-2`, 'setsar=1', 'format=yuvj420p'];
  const write = ['-an', '-sn', '-frames:v', '1', '-vf', look.join(','), '-c:v', 'mjpeg', '-q:v', '4'];
  await runFfmpeg(tools, [...seek, ...inputArgs(file, container), ...write, '-f', 'mjpeg', `file:${out}`]);
  return true;
}
