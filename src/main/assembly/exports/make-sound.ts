import { copyFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readStreams, soundStream } from '../../ffmpeg/ffprobe.ts';
import { planMix } from '../sound/mix.ts';
import { isMixCached, renderMix } from '../sound/render-mix.ts';
import { mixBytes, requireRoom, soundBytes } from './disk-space.ts';
import { checksOf } from './export-checks.ts';
import type { Order } from './export-queue.ts';
import type { MadeFile, Making } from './make-export.ts';

/** The finished mix alone: the film's sound as it is in the cache, or made now. */
export async function makeSound({ plan, part }: Order, making: Making): Promise<MadeFile> {
  const { cut, preset } = plan;
  const { onProgress, tools, cacheDir } = making;
  if (!preset.sound) throw new TypeError(`The preset ${preset.id} makes nothing.`);
  const mix = planMix(cut, preset.sound);
  onProgress({ phase: 'rendering', fraction: 0, secondsLeft: null });
  await requireRoom([
    { dir: cacheDir, bytes: (await isMixCached(mix, making)) ? 0 : mixBytes(mix), what: 'Mixing' },
    { dir: dirname(part), bytes: soundBytes(mix), what: 'The finished sound' },
  ]);
  const { file, demuxer, measured } = await renderMix(mix, making);
  onProgress({ phase: 'joining', fraction: 0.9, secondsLeft: null });
  await copyFile(file, part);
  onProgress({ phase: 'checking', fraction: 0.97, secondsLeft: null });
  const streams = await readStreams(tools, part, { demuxer, still: false });
  const seconds = soundStream(streams)?.duration ?? 0;
  const checks = checksOf({ cut, picture: null, sound: { ...measured, seconds }, findings: null });
  const pictureless = { frames: null, width: null, height: null, encoder: null, rendered: 0, reused: 0 };
  return { ...pictureless, seconds, checks, notes: [] };
}
