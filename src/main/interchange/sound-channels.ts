import { readContainer } from '../ffmpeg/container.ts';
import { readStreams } from '../ffmpeg/ffprobe.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';

/** Channels of a media file's sound, null where it has none. Throws `damaged` and `missing-tool` as ffprobe does. */
export async function soundChannels(tools: FfmpegTools, path: string): Promise<number | null> {
  const streams = await readStreams(tools, path, await readContainer(path));
  return streams.find(({ codec_type }) => codec_type === 'audio')?.channels ?? null;
}
