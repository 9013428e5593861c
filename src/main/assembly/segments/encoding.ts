import type { Cut } from '../../../shared/cut.ts';
import type { speeds } from '../../../shared/export.ts';
import type { CaptionStyleId } from '../../../shared/film.ts';
import type { FrameRate } from '../../../shared/time.ts';

/** How every segment of one export is encoded; the film's rate and shape are the cut's own. */
export type Encoding = {
  /** Pixels, even. */
  readonly width: number;
  readonly height: number;
  readonly fps: FrameRate;
  readonly aspect: Cut['canvas']['aspect'];
  readonly pixelFormat: 'yuv420p' | 'yuv420p10le' | 'yuv422p10le';
  readonly container: 'mp4' | 'mov';
  readonly codec: 'h264' | 'hevc' | 'av1' | 'prores';
  /** FFmpeg's name of the encoder: `libx264`, `h264_nvenc`. */
  readonly encoder: string;
  /** The codec's own constant-quality figure, as presets give it; profile of ProRes. */
  readonly quality: number;
  readonly speed: (typeof speeds)[number];
  readonly captionStyle: CaptionStyleId;
  /** Whether captions are drawn into the picture. Titles always are. */
  readonly burnt: boolean;
};
