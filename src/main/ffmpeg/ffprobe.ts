import { basename } from 'node:path';
import createCommand from 'fluent-ffmpeg';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type Container, inputArgs } from './container.ts';
import { endedFromOutside } from './failure.ts';
import { type FfmpegTools, installHint } from './tools.ts';

/**
 * The one module that uses fluent-ffmpeg, for what it does well: run ffprobe and read its answer. It does not build our
 * commands (its filter escaping breaks on quotes) nor report our progress (its percent is of the first input only).
 */

const number = z.coerce.number().finite().optional().catch(undefined);
const text = z.string().optional().catch(undefined);

const streamSchema = z.object({
  index: z.number(),
  codec_type: text,
  codec_name: text,
  width: number,
  height: number,
  duration: number,
  start_time: number,
  nb_frames: number,
  avg_frame_rate: text,
  /** The lowest rate in which all timestamps can be told: the average, where all frames last as long. */
  r_frame_rate: text,
  time_base: text,
  sample_rate: number,
  channels: number,
  pix_fmt: text,
  sample_aspect_ratio: text,
  color_range: text,
  color_space: text,
  color_transfer: text,
  color_primaries: text,
  field_order: text,
  nb_read_packets: number,
  disposition: z.object({ attached_pic: number }).optional().catch(undefined),
  tags: z.object({ timecode: text }).optional().catch(undefined),
});
export type StreamFacts = z.infer<typeof streamSchema>;

const answerSchema = z.object({ streams: z.array(streamSchema) });

/**
 * The streams of a media file. `count` also reads every packet, for `nb_read_packets`. Throws `damaged` when ffprobe
 * cannot make sense of the file, and `missing-tool` when there is no ffprobe or it was ended from outside.
 */
export async function readStreams(
  tools: FfmpegTools,
  file: string,
  container: Container,
  count = false,
): Promise<StreamFacts[]> {
  const args = inputArgs(file, container);
  const path = args.pop() ?? file;
  const options = ['-v', 'error', ...(count ? ['-count_packets'] : []), ...args];
  const answer = await new Promise((resolve, reject) => {
    const command = createCommand(path).setFfprobePath(tools.ffprobe);
    command.ffprobe(options, (error: unknown, data: unknown) => (error ? reject(error) : resolve(data)));
  }).catch((cause: unknown) => {
    // Not the file's fault: fluent-ffmpeg passes on that the program could not be started.
    if (cause instanceof Error && 'syscall' in cause) {
      const action = installHint(process.platform);
      throw new AppError({ code: 'missing-tool', message: 'ffprobe does not start any more.', action, cause });
    }
    const signal = killedBy(cause);
    if (signal) throw endedFromOutside('ffprobe', signal, { file });
    const message = `${basename(file)} is damaged: it cannot be read.`;
    throw new AppError({
      code: 'damaged',
      message,
      action: 'Bring in or generate it again.',
      details: { file },
      cause,
    });
  });
  return answerSchema.parse(answer).streams;
}

/** As fluent-ffmpeg puts it. */
const killedBy = (cause: unknown): string | null =>
  cause instanceof Error ? (/^ffprobe was killed with signal (\w+)/.exec(cause.message)?.[1] ?? null) : null;

/** The main picture: not a cover image inside a sound file. */
export const pictureStream = (streams: readonly StreamFacts[]): StreamFacts | undefined =>
  streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1);

export const soundStream = (streams: readonly StreamFacts[]): StreamFacts | undefined =>
  streams.find((stream) => stream.codec_type === 'audio');
