import type { Mastering } from './loudness.ts';
import { type MixPlan, type SoundEncoding, type SoundPiece, sampleRate } from './mix.ts';

/** FFmpeg's options for the raw sound that pieces and mix are kept in: stereo, 32-bit float. */
const rawFormat = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '2'];

export const readRaw = (file: string): string[] => [...rawFormat, '-i', `file:${file}`];

/** A piece, the arguments that read its file, and where its raw samples go. */
export type Decoding = { readonly piece: SoundPiece; readonly input: readonly string[]; readonly output: string };

/** Decodes several pieces in one run, since starting a process costs more than decoding a narration. */
export function decodeArgs(decodings: readonly Decoding[]): string[] {
  const inputs = decodings.flatMap(({ piece, input }) => [...reading(piece), ...input]);
  const outputs = decodings.flatMap(({ piece, output }, index) => [
    ...['-map', `${index}:a:0`, '-vn', '-af', decodeFilters(piece)],
    ...[...rawFormat, `file:${output}`],
  ]);
  return [...inputs, ...outputs];
}

/** Decoders need a run-up until their samples are right; a second is enough for all of them. */
const runUp = 1;

const runUpOf = ({ from }: SoundPiece): number => Math.min(runUp, from);

function reading(piece: SoundPiece): string[] {
  const before = runUpOf(piece);
  const seek = piece.from > before ? ['-ss', String(piece.from - before)] : [];
  // A little more than is used; atrim is exact.
  return [...seek, '-t', String(before + piece.seconds + runUp)];
}

function decodeFilters(piece: SoundPiece): string {
  const first = Math.round(runUpOf(piece) * sampleRate);
  const filters = [
    // Sound that starts later than the picture, or has gaps, keeps its place.
    `aresample=${sampleRate}:async=1:first_pts=0`,
    'aformat=sample_fmts=flt:channel_layouts=stereo',
    `atrim=start_sample=${first}:end_sample=${first + Math.round(piece.seconds * sampleRate)}`,
    'asetpts=N/SR/TB',
    ...tempo(piece.speed),
  ];
  return filters.join(',');
}

/** Another speed at the same pitch. Beyond 0.5 to 2 one atempo leaves samples out, so two share the work. */
function tempo(speed: number): string[] {
  if (speed === 1) return [];
  if (speed >= 0.5 && speed <= 2) return [`atempo=${speed}`];
  const half = `atempo=${Math.sqrt(speed)}`;
  return [half, half];
}

/** Another run gives the same bytes: no dates, no version numbers. */
const repeatable = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];

const writing: Record<SoundEncoding['codec'], readonly string[]> = {
  aac: ['-c:a', 'aac', '-movflags', '+faststart', '-f', 'mp4'],
  mp3: ['-c:a', 'libmp3lame', '-f', 'mp3'],
  // Beyond 4 GB a plain WAV has no place for its length.
  pcm: ['-c:a', 'pcm_s24le', '-rf64', 'auto', '-f', 'wav'],
};

/** Name ending of the finished sound, and FFmpeg's demuxer for it. */
export const soundFiles: Record<SoundEncoding['codec'], { readonly extension: string; readonly demuxer: string }> = {
  aac: { extension: 'm4a', demuxer: 'mov' },
  mp3: { extension: 'mp3', demuxer: 'mp3' },
  pcm: { extension: 'wav', demuxer: 'wav' },
};

/**
 * Gain, limiter and the one encode, exactly as long as the film. The limiter works at 192 kHz, because peaks between the
 * samples of 48 kHz are what true peak means. loudnorm is not used: in its dynamic mode it changes the mix.
 */
export function masterArgs(
  mix: string,
  { samples, encoding }: MixPlan,
  mastering: Mastering,
  output: string,
): string[] {
  const limit = (10 ** (mastering.limitDb / 20)).toFixed(4);
  const filters = [
    `volume=${mastering.gainDb.toFixed(2)}dB`,
    `aresample=${sampleRate * 4}`,
    `alimiter=limit=${limit}:level=0:attack=5:release=50:latency=1`,
    `aresample=${sampleRate}`,
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
  ];
  return [...readRaw(mix), '-af', filters.join(','), ...encoded(encoding, output)];
}

/** As much silence as the film is long: there is nothing to limit. */
export function silenceArgs({ samples, encoding }: MixPlan, output: string): string[] {
  const silence = `anullsrc=r=${sampleRate}:cl=stereo,atrim=end_sample=${samples}`;
  return ['-f', 'lavfi', '-i', silence, ...encoded(encoding, output)];
}

function encoded({ codec, kbps }: SoundEncoding, output: string): string[] {
  const rate = kbps === null ? [] : ['-b:a', `${kbps}k`];
  return [...writing[codec], ...rate, ...repeatable, `file:${output}`];
}
