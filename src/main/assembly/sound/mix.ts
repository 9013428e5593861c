import { createHash } from 'node:crypto';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import { fillScene } from '../../../shared/reach.ts';
import type { TakeView } from '../../../shared/take.ts';
import { type FrameRate, frameSample, frameSeconds } from '../../../shared/time.ts';

/** The film's sound: stereo, 48 kHz. */
export const sampleRate = 48_000;
/** Raise it when the same plan comes to sound different. */
const mixVersion = 1;

/** Clip sound is heard as it is where nobody speaks, and stays well below a narration. */
const clipUnderVoiceDb = -18;
/** Fades at the edges of every piece, in seconds: too short to be heard, long enough to avoid a click. */
const edge = 0.015;

/** One take's sound in the film; positions and lengths in samples. */
export type SoundPiece = {
  readonly takeId: string;
  readonly sha256: string;
  readonly start: number;
  readonly samples: number;
  readonly gainDb: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
  readonly loop: boolean;
};

export type MixPlan = {
  /** SHA-256 of everything that shapes the mix. */
  readonly hash: string;
  /** Length of the film in samples. */
  readonly samples: number;
  readonly pieces: readonly SoundPiece[];
};

/**
 * The film's sound, placed between absolute frames: nothing is rounded twice, so nothing drifts. Narrations are heard
 * in full. The sound of picture clips is at its own level where the scene has no narration and 18 dB lower where it has
 * one; it fades with the picture's crossfades. Slowed clips are silent, since slowed sound is a distortion.
 */
export function planMix(cut: Cut): MixPlan {
  const samples = frameSample(cut.frames, cut.canvas.fps, sampleRate);
  const pieces = cut.scenes.flatMap((scene, index) => [
    ...voicePiece(scene, cut.canvas.fps),
    ...clipPiece(scene, cut.scenes[index - 1]?.joinFrames ?? 0, cut.canvas.fps),
  ]);
  const shape = pieces.map((piece) => ({ ...piece, takeId: null }));
  const hash = createHash('sha256')
    .update(JSON.stringify([mixVersion, loudness, samples, shape]))
    .digest('hex');
  return { hash, samples, pieces };
}

type Span = { readonly start: number; readonly samples: number };

function span(startFrame: number, frames: number, rate: FrameRate): Span {
  const start = frameSample(startFrame, rate, sampleRate);
  return { start, samples: frameSample(startFrame + frames, rate, sampleRate) - start };
}

function piece(take: TakeView, { start, samples }: Span, shape: Omit<SoundPiece, keyof Span | 'takeId' | 'sha256'>) {
  return { takeId: take.id, sha256: take.media.sha256, start, samples, ...shape };
}

const edgeSamples = Math.round(edge * sampleRate);

function voicePiece(scene: CutScene, rate: FrameRate): SoundPiece[] {
  if (!scene.voice || scene.voice.take.probe.audioCodec === null) return [];
  const { take, start, frames } = scene.voice;
  const fades = { fadeIn: edgeSamples, fadeOut: edgeSamples };
  return [piece(take, span(start, frames, rate), { gainDb: 0, loop: false, ...fades })];
}

function clipPiece(scene: CutScene, joinBefore: number, rate: FrameRate): SoundPiece[] {
  const { picture } = scene;
  const { seconds, audioCodec } = picture?.probe ?? {};
  if (!picture || !audioCodec || !seconds) return [];
  const filling = fillScene(seconds, scene.frames, scene.reach, rate);
  if (filling.kind === 'slow') return [];
  const whole = span(scene.start, scene.frames, rate);
  const loop = filling.kind === 'loop';
  const samples = loop ? whole.samples : Math.min(whole.samples, Math.round(seconds * sampleRate));
  const fadeOver = (frames: number): number =>
    Math.max(edgeSamples, Math.round(frameSeconds(frames, rate) * sampleRate));
  const fades = { fadeIn: fadeOver(joinBefore), fadeOut: fadeOver(scene.joinFrames) };
  const gainDb = scene.voice ? clipUnderVoiceDb : 0;
  return [piece(picture, { start: whole.start, samples }, { gainDb, loop, ...fades })];
}

/**
 * What the finished sound aims at. -14 LUFS is what YouTube, TikTok and Spotify play at; -1.5 dBTP leaves AAC room to
 * overshoot. More gain than `mostGainDb` would lift the noise of a nearly silent recording, not its content.
 */
export const loudness = { targetLufs: -14, truePeakDb: -1.5, mostGainDb: 20 } as const;

/** FFmpeg's options for the raw sound that pieces and mix are kept in. */
const rawFormat = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '2'];

/** Decodes one take's sound to exactly `piece.samples` raw samples. `input` are the arguments that read the take. */
export function pieceArgs(piece: SoundPiece, input: readonly string[], output: string): string[] {
  const filters = [
    // Sound that starts later than the picture keeps its place.
    `aresample=${sampleRate}:async=1:first_pts=0`,
    'aformat=sample_fmts=flt:channel_layouts=stereo',
    `apad=whole_len=${piece.samples}`,
    `atrim=end_sample=${piece.samples}`,
    'asetpts=N/SR/TB',
    `afade=t=in:start_sample=0:nb_samples=${piece.fadeIn}`,
    `afade=t=out:start_sample=${Math.max(0, piece.samples - piece.fadeOut)}:nb_samples=${piece.fadeOut}`,
    `volume=${piece.gainDb}dB`,
  ];
  const loop = piece.loop ? ['-stream_loop', '-1'] : [];
  return [...loop, ...input, '-map', '0:a:0', '-vn', '-af', filters.join(','), ...rawFormat, `file:${output}`];
}

const readRaw = (file: string): string[] => [...rawFormat, '-i', `file:${file}`];

/** Measures the raw mix (EBU R128, with true peak); the figures are in FFmpeg's log. */
export function measureArgs(mix: string): string[] {
  return [...readRaw(mix), '-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'];
}

/** The gain in dB that brings the measured mix to the target; 0 for silence, which ebur128 reports as -70 LUFS. */
export function gainFor(log: string): number {
  const integrated = Number(/^\s*I:\s+(-?[\d.]+) LUFS/m.exec(log)?.[1] ?? Number.NaN);
  if (!Number.isFinite(integrated) || integrated <= -69.9) return 0;
  return Math.min(loudness.mostGainDb, loudness.targetLufs - integrated);
}

/**
 * Gain, limiter and the one AAC encode, exactly `samples` long. The limiter works at 192 kHz, because peaks between the
 * samples of 48 kHz are what true peak means. loudnorm is not used: in its dynamic mode it changes the mix.
 */
export function masterArgs(mix: string, gainDb: number, samples: number, output: string): string[] {
  const limit = (10 ** (loudness.truePeakDb / 20)).toFixed(4);
  const filters = [
    `volume=${gainDb.toFixed(2)}dB`,
    `aresample=${sampleRate * 4}`,
    `alimiter=limit=${limit}:level=0:attack=5:release=50:latency=1`,
    `aresample=${sampleRate}`,
    `apad=whole_len=${samples}`,
    `atrim=end_sample=${samples}`,
  ];
  const encode = ['-c:a', 'aac', '-b:a', '192k', '-f', 'mp4', `file:${output}`];
  return [...readRaw(mix), '-af', filters.join(','), ...encode];
}
