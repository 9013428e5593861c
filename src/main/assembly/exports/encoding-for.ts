import type { Cut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ExportOptions, Preset } from '../../../shared/export.ts';
import type { Canvas } from '../../../shared/film.ts';
import type { Encoding } from '../segments/encoding.ts';

type Picture = NonNullable<Preset['picture']>;

/** What each codec of a preset is rendered with. GIF and WebP are made from ProRes, which loses next to nothing. */
const software: Record<Picture['codec'], Pick<Encoding, 'codec' | 'encoder' | 'pixelFormat'>> = {
  h264: { codec: 'h264', encoder: 'libx264', pixelFormat: 'yuv420p' },
  hevc: { codec: 'hevc', encoder: 'libx265', pixelFormat: 'yuv420p' },
  // Ten bits cost AV1 next to nothing, every decoder of its main profile has them, and skies do not band.
  av1: { codec: 'av1', encoder: 'libsvtav1', pixelFormat: 'yuv420p10le' },
  prores: { codec: 'prores', encoder: 'prores_ks', pixelFormat: 'yuv422p10le' },
  gif: { codec: 'prores', encoder: 'prores_ks', pixelFormat: 'yuv422p10le' },
  webp: { codec: 'prores', encoder: 'prores_ks', pixelFormat: 'yuv422p10le' },
};

/** ProRes 422 HQ. */
const looplessQuality = 3;

/**
 * How a cut, laid out in the shape that is exported, is encoded with a preset. `hardware` is the encoder of this machine
 * that is to do it, null for the usual one. Throws `invalid-input` for presets of sound alone.
 */
export function encodingFor(
  cut: Cut,
  preset: Preset,
  options: Pick<ExportOptions, 'captions'>,
  hardware: string | null = null,
): Encoding {
  const { picture } = preset;
  if (!picture) throw new AppError({ code: 'invalid-input', message: `${preset.name} has no picture.` });
  const isLoop = picture.codec === 'gif' || picture.codec === 'webp';
  const usual = software[picture.codec];
  return {
    ...outputSize(cut.canvas, picture.shortSide),
    fps: cut.canvas.fps,
    aspect: cut.canvas.aspect,
    ...usual,
    encoder: hardware ?? usual.encoder,
    container: usual.codec === 'prores' ? 'mov' : 'mp4',
    quality: isLoop ? looplessQuality : picture.quality,
    speed: picture.speed,
    captionStyle: cut.captionStyle,
    burnt: options.captions === 'burnt' || options.captions === 'both',
  };
}

/** The canvas scaled so that its short side has so many pixels; both sides even, as 4:2:0 needs. */
export function outputSize(canvas: Canvas, shortSide: number): { readonly width: number; readonly height: number } {
  const scale = shortSide / Math.min(canvas.width, canvas.height);
  const even = (pixels: number): number => Math.max(16, Math.round((pixels * scale) / 2) * 2);
  return { width: even(canvas.width), height: even(canvas.height) };
}

/** FFmpeg's names of the encoders that a preset cannot do without. */
export function encodersOf({ picture, sound }: Preset): string[] {
  const last = picture?.codec === 'gif' ? ['gif'] : picture?.codec === 'webp' ? ['libwebp_anim'] : [];
  const heard = sound?.codec === 'mp3' ? ['libmp3lame'] : sound?.codec === 'aac' ? ['aac'] : [];
  return [...(picture ? [software[picture.codec].encoder] : []), ...last, ...heard];
}

/** Throws `missing-tool` when this FFmpeg lacks what the preset needs. */
export function requireEncoders(preset: Preset, built: ReadonlySet<string>): void {
  const lacks = encodersOf(preset).filter((encoder) => !built.has(encoder));
  if (lacks.length === 0) return;
  throw new AppError({
    code: 'missing-tool',
    message: `${preset.name} needs ${lacks.join(' and ')}, which this FFmpeg was built without.`,
    action: 'Choose another preset, or set the path of a full build of FFmpeg in Settings.',
    details: { lacks },
  });
}
