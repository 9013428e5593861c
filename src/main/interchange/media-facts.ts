import { readContainer } from '../ffmpeg/container.ts';
import { readStreams, type StreamFacts } from '../ffmpeg/ffprobe.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';

/** What other editors need to know of a file and takes do not say. */
export type MediaFacts = {
  /** Of its sound; null where it has none. */
  readonly channels: number | null;
  /** Seconds at which it says that it begins: cameras number their frames through the day. 0 where it says nothing. */
  readonly start: number;
};

/** Looks into a media file. Throws `damaged`, `unsupported` and `missing-tool` as probing does. */
export async function readMediaFacts(tools: FfmpegTools, path: string): Promise<MediaFacts> {
  const streams = await readStreams(tools, path, await readContainer(path));
  const sound = streams.find(({ codec_type }) => codec_type === 'audio');
  const picture = streams.find(({ codec_type }) => codec_type === 'video');
  const timecode = streams.find(({ tags }) => tags?.timecode)?.tags?.timecode;
  return { channels: sound?.channels ?? null, start: timecode && picture ? timecodeSeconds(timecode, picture) : 0 };
}

/** Timecode counts frames by the whole number next to the frame rate; 0 where it is none. */
function timecodeSeconds(timecode: string, { avg_frame_rate: rate = '' }: StreamFacts): number {
  const parts = /^(\d\d):(\d\d):(\d\d)([:;.])(\d\d)$/.exec(timecode);
  const [num = 0, den = 1] = rate.split('/').map(Number);
  if (!parts || !(num > 0) || !(den > 0)) return 0;
  const [hours = 0, minutes = 0, seconds = 0, frames = 0] = [parts[1], parts[2], parts[3], parts[5]].map(Number);
  const base = Math.round(num / den);
  const all = (hours * 3600 + minutes * 60 + seconds) * base + frames;
  const minutesGone = hours * 60 + minutes;
  // Drop-frame: see timecode.ts.
  const dropped = parts[4] === ':' ? 0 : (base / 15) * (minutesGone - Math.floor(minutesGone / 10));
  return ((all - dropped) * den) / num;
}
