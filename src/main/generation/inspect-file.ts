import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Measured, Probe, Remark } from '../../shared/take.ts';
import { readContainer } from '../ffmpeg/container.ts';
import { inspectMedia } from '../ffmpeg/inspect.ts';
import type { Wish } from '../ffmpeg/inspect-remarks.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import { mediaExtension } from './media-extension.ts';

/** A file that was found good, ready to be filed as a take. */
export type InspectedFile = {
  readonly probe: Probe;
  readonly remarks: Remark[];
  readonly measured: Measured | null;
  readonly files: { readonly media: string; readonly poster: string | null };
};

export type InspectOrder = {
  readonly tools: FfmpegTools;
  /** A staging folder of the film. */
  readonly dir: string;
  /** A file in `dir`; it gets another name there. */
  readonly file: string;
  readonly wish: Wish;
};

const posterWidth = 640;

/**
 * Probes and decodes a file, and makes its poster. Throws `damaged`, `unsupported` (not media, or of the wrong kind for
 * the role), `disk-full`, `not-writable` or `missing-tool`.
 */
export async function inspectFile({ tools, dir, file, wish }: InspectOrder): Promise<InspectedFile> {
  const { demuxer } = await readContainer(file);
  const poster = join(dir, 'poster.jpg');
  const order = { wish, poster: wish.role === 'picture' ? { file: poster, width: posterWidth } : null };
  const { probe, remarks, measured, hasPoster } = await inspectMedia(tools, file, order);
  refuseOtherKind(probe, wish.role);
  const media = join(dir, `media.${mediaExtension(demuxer, probe)}`);
  await rename(file, media);
  return { probe, remarks, measured, files: { media, poster: hasPoster ? poster : null } };
}

function refuseOtherKind(probe: Probe, role: Wish['role']): void {
  const fits = role === 'picture' ? probe.kind !== 'audio' : probe.audioCodec !== null;
  if (fits) return;
  const message = role === 'picture' ? 'The file holds sound but no picture.' : 'The file holds no sound.';
  throw new AppError({ code: 'unsupported', message, action: 'Choose another file.' });
}
