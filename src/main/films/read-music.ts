import { AppError } from '../../shared/errors.ts';
import { inputArgs } from '../ffmpeg/container.ts';
import { openMedia } from '../ffmpeg/probe.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';

/** Name endings that players expect; the others are called like FFmpeg's demuxer. */
const endings: Readonly<Record<string, string>> = { mov: 'm4a', matroska: 'mka', mpegts: 'ts' };

/** FFmpeg patches over broken frames and goes on. */
const undecodable = /Error while decoding stream|partial file|File ended prematurely|Truncating packet/;
/** The mix is made of as many: what is beyond a broken number of them would be a hole in a loop. */
const rate = 48_000;

/**
 * Decodes a whole file for its sound: the ending that fits what is in it, and how long it is as the mix will hear it.
 * Throws as `openMedia` does, `unsupported` where it has no sound, and `damaged` where that does not decode.
 */
export async function readMusic(tools: FfmpegTools, file: string): Promise<{ extension: string; seconds: number }> {
  const { container, sound } = await openMedia(tools, file);
  if (!sound) throw silent();
  const count = `aresample=${rate}:async=1:first_pts=0,astats=measure_perchannel=none:measure_overall=Number_of_samples`;
  const args = [...inputArgs(file, container), '-map', `0:${sound.index}`, '-af', count, '-f', 'null', '-'];
  const { log } = await runFfmpeg(tools, args);
  const samples = Number(/astats_\d+ @ [^\]]+\] Number of samples: (\d+)/.exec(log)?.[1] ?? 0);
  if (undecodable.test(log) || samples === 0) throw broken();
  return { extension: endings[container.demuxer] ?? container.demuxer, seconds: samples / rate };
}

function silent(): AppError {
  return new AppError({ code: 'unsupported', message: 'It has no sound.', action: 'Choose a file with music.' });
}

function broken(): AppError {
  const message = 'Its sound does not decode to its end.';
  return new AppError({ code: 'damaged', message, action: 'Get a good copy of the music, then choose that.' });
}
