import { type Container, readContainer } from '../../ffmpeg/container.ts';
import { pictureStream, readStreams, type StreamFacts } from '../../ffmpeg/ffprobe.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';
import { needToneMapping } from './tone-mapping.ts';

/** What a filter chain has to know about a picture before it can be laid into the film. */
export type SourceFacts = {
  readonly file: string;
  readonly container: Container;
  /** YCbCr matrix of the source in swscale's words; `auto` for RGB and where FFmpeg knows by itself. */
  readonly matrix: 'auto' | 'bt709' | 'smpte170m' | 'bt2020';
  /** Video levels run from 16 to 235; true where they use all of 0 to 255. */
  readonly fullRange: boolean;
  readonly hdr: boolean;
  readonly interlaced: boolean;
  readonly alpha: boolean;
  /** Width of a pixel divided by its height. */
  readonly pixelAspect: number;
  /** Pixels as stored, before any turning. */
  readonly width: number;
  readonly height: number;
  /** Seconds from the first frame to where a second reading of the file begins; null where that is not known exactly. */
  readonly period: number | null;
};

/** Reads the facts of a take's picture. Throws as `readContainer`, `readStreams` and `needToneMapping` do. */
export async function readSourceFacts(tools: FfmpegTools, file: string): Promise<SourceFacts> {
  const container = await readContainer(file);
  const stream = pictureStream(await readStreams(tools, file, container));
  const facts = pictureFacts(stream);
  if (facts.hdr) await needToneMapping(tools, file);
  return { file, container, ...facts };
}

const hdrTransfers = ['smpte2084', 'arib-std-b67'];
const interlacedOrders = ['tt', 'bb', 'tb', 'bt'];

/** The same from what ffprobe says. */
export function pictureFacts(stream: StreamFacts | undefined): Omit<SourceFacts, 'file' | 'container'> {
  const [horizontal = 1, vertical = 1] = (stream?.sample_aspect_ratio ?? '').split(':').map(Number);
  const pixelAspect = horizontal / vertical;
  return {
    matrix: matrixOf(stream),
    fullRange:
      /^yuvj/.test(stream?.pix_fmt ?? '') || (/^yuv/.test(stream?.pix_fmt ?? '') && stream?.color_range === 'pc'),
    hdr: hdrTransfers.includes(stream?.color_transfer ?? ''),
    interlaced: interlacedOrders.includes(stream?.field_order ?? ''),
    alpha: /^(?:rgba|bgra|argb|abgr|ya|yuva|gbrap|pal8)/.test(stream?.pix_fmt ?? ''),
    pixelAspect: pixelAspect > 0.1 && pixelAspect < 10 ? pixelAspect : 1,
    width: stream?.width ?? 0,
    height: stream?.height ?? 0,
    period: stream ? periodOf(stream) : null,
  };
}

/** FFmpeg's `-stream_loop` goes by the last timestamp and the average rate: exact where each frame lasts the same. */
function periodOf(stream: StreamFacts): number | null {
  const { r_frame_rate, avg_frame_rate, nb_frames = 0, duration = 0, start_time } = stream;
  const [num = 0, den = 1] = (avg_frame_rate ?? '').split('/').map(Number);
  const [tick = 1, ticks = 0] = (stream.time_base ?? '').split('/').map(Number);
  const isEven = r_frame_rate === avg_frame_rate && num > 0 && nb_frames > 0 && (ticks * den) % (tick * num) === 0;
  const seconds = (nb_frames * den) / num;
  return isEven && start_time === 0 && Math.abs(seconds - duration) < 1e-4 ? seconds : null;
}

/** Clips that do not say are taken as players take them: from 720 lines on as BT.709, below as BT.601. */
function matrixOf(stream: StreamFacts | undefined): SourceFacts['matrix'] {
  if (!/^yuv/.test(stream?.pix_fmt ?? '')) return 'auto';
  const named = stream?.color_space ?? 'unknown';
  if (named === 'bt709') return 'bt709';
  if (named.startsWith('bt2020')) return 'bt2020';
  if (named !== 'unknown') return 'smpte170m';
  return (stream?.height ?? 0) >= 720 ? 'bt709' : 'smpte170m';
}
