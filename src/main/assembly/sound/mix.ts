import { createHash } from 'node:crypto';
import { clipPoints } from '../../../shared/clip-level.ts';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import type { Preset } from '../../../shared/export.ts';
import { type MusicPoint, musicOverlap, musicPoints, musicRounds } from '../../../shared/music-level.ts';
import type { TakeView } from '../../../shared/take.ts';
import { type FrameRate, frameSample, frameSeconds } from '../../../shared/time.ts';
import { loudness } from './loudness.ts';

/** The film's sound: stereo, 48 kHz. */
export const sampleRate = 48_000;
/** Raise it when the same plan comes to sound different. */
const mixVersion = 2;

/** Fades at the edges of everything that is heard, in seconds: too short to be heard, long enough to avoid a click. */
const edge = 0.005;

export type SoundSource =
  | { readonly kind: 'take'; readonly takeId: string }
  | { readonly kind: 'asset'; readonly file: string };

/** The sound of one take, or the music. Positions and lengths in samples. */
export type SoundPiece = {
  readonly source: SoundSource;
  readonly sha256: string;
  /** For people, should it be damaged. */
  readonly name: string;
  /** The part that is decoded, in seconds of its own, and the seconds of it for each second of film. */
  readonly from: number;
  readonly seconds: number;
  readonly speed: number;
  readonly rounds: readonly SoundRound[];
  /** Linear gain from an absolute sample on; a straight line leads to the next. */
  readonly level: readonly SoundLevel[];
};

/** One run through what was decoded, from `offset` on. Where the sound ends earlier, so does its fade. */
export type SoundRound = {
  readonly start: number;
  readonly offset: number;
  readonly samples: number;
  readonly fadeIn: number;
  readonly fadeOut: number;
};

export type SoundLevel = { readonly sample: number; readonly gain: number };

/** How the finished mix is written. */
export type SoundEncoding = NonNullable<Preset['sound']>;

export type MixPlan = {
  /** SHA-256 of everything that shapes the mix. */
  readonly hash: string;
  /** Length of the film in samples. */
  readonly samples: number;
  readonly pieces: readonly SoundPiece[];
  /** The loudness that it is brought to. */
  readonly targetLufs: number;
  readonly encoding: SoundEncoding;
};

/**
 * The film's sound, placed between absolute frames: nothing is rounded twice, so nothing drifts. Narrations are heard in
 * full, clips as the cut plays them and fading with the picture's transitions, music as `musicPoints` says.
 */
export function planMix(cut: Cut, encoding: SoundEncoding): MixPlan {
  const samples = frameSample(cut.frames, cut.canvas.fps, sampleRate);
  const pieces = soundPieces(cut);
  // Takes and names do not shape it: the same sound in another take is the same mix.
  const shape = pieces.map(({ source: _source, name: _name, ...rest }) => rest);
  const hash = createHash('sha256')
    .update(JSON.stringify([mixVersion, loudness, cut.loudnessLufs, encoding, samples, shape]))
    .digest('hex');
  return { hash, samples, pieces, targetLufs: cut.loudnessLufs, encoding };
}

/** Everything that is heard of a cut. */
export const soundPieces = (cut: Cut): SoundPiece[] => [
  ...cut.scenes.flatMap((scene, index) => [
    ...voicePiece(scene, sceneName(scene, index), cut.canvas.fps),
    ...clipPiece(scene, sceneName(scene, index), cut.scenes[index - 1]?.joinFrames ?? 0, cut.canvas.fps),
  ]),
  ...musicPieces(cut),
];

const inSamples = (seconds: number): number => Math.round(seconds * sampleRate);
const linear = (decibels: number): number => 10 ** (decibels / 20);
const edges = { fadeIn: inSamples(edge), fadeOut: inSamples(edge) };

type Span = { readonly start: number; readonly samples: number };

function span(startFrame: number, frames: number, rate: FrameRate): Span {
  const start = frameSample(startFrame, rate, sampleRate);
  return { start, samples: frameSample(startFrame + frames, rate, sampleRate) - start };
}

const takeSource = (take: TakeView, name: string) => ({
  source: { kind: 'take', takeId: take.id } as const,
  sha256: take.media.sha256,
  name,
});

const sceneName = ({ title }: CutScene, index: number): string =>
  title ? `scene ${index + 1}, ${title}` : `scene ${index + 1}`;

function voicePiece({ voice }: CutScene, scene: string, rate: FrameRate): SoundPiece[] {
  if (!voice || voice.gainDb === null || voice.take.probe.audioCodec === null) return [];
  const slot = span(voice.start, voice.frames, rate);
  return [
    {
      ...takeSource(voice.take, `the narration of ${scene}`),
      ...{ from: 0, seconds: slot.samples / sampleRate, speed: 1 },
      rounds: [{ ...slot, offset: 0, ...edges }],
      level: [{ sample: slot.start, gain: linear(voice.gainDb) }],
    },
  ];
}

function clipPiece(scene: CutScene, name: string, joinBefore: number, rate: FrameRate): SoundPiece[] {
  const { picture, clip, clipGainDb } = scene;
  if (!picture?.probe.audioCodec || !clip || clipGainDb === null) return [];
  const slot = span(scene.start, scene.frames, rate);
  return [
    {
      ...takeSource(picture, `the clip of ${name}`),
      from: clip.from,
      seconds: Math.min(clip.length, (slot.samples / sampleRate) * clip.speed),
      speed: clip.speed,
      rounds: clipRounds(slot, clip.length / clip.speed, clip.filling.kind === 'loop'),
      level: inLevels(clipPoints(scene, joinBefore), rate),
    },
  ];
}

/** Rounds are as long as the picture's, so that the two stay together; each has its own small fades. */
function clipRounds({ start, samples }: Span, seconds: number, loop: boolean): SoundRound[] {
  const starts = (index: number): number => Math.min(samples, inSamples(index * seconds));
  const count = loop ? Math.ceil(samples / (seconds * sampleRate)) : 1;
  return Array.from({ length: count }, (_, index) => ({
    start: start + starts(index),
    offset: 0,
    samples: starts(index + 1) - starts(index),
    ...edges,
  })).filter((round) => round.samples > 0);
}

/** Points of the rough cut, in samples. */
const inLevels = (points: readonly MusicPoint[], rate: FrameRate): SoundLevel[] =>
  points.map(({ frame, gain }) => ({ sample: frameSeconds(frame, rate) * sampleRate, gain }));

function musicPieces(cut: Cut): SoundPiece[] {
  const { music, canvas } = cut;
  const seconds = frameSeconds(cut.frames, canvas.fps);
  const rounds = music ? musicRounds(music, seconds) : [];
  if (!music) return [];
  const overlap = inSamples(musicOverlap);
  const placed = rounds.map((round, index) => ({
    from: round.from,
    start: inSamples(round.start),
    offset: 0,
    samples: inSamples(Math.min(round.seconds, seconds - round.start)),
    fadeIn: index === 0 ? edges.fadeIn : overlap,
    fadeOut: index === rounds.length - 1 ? edges.fadeOut : overlap,
  }));
  const shared = {
    ...{ source: { kind: 'asset', file: music.asset.file } as const, sha256: music.asset.sha256 },
    ...{ name: music.asset.name, speed: 1, level: inLevels(musicPoints(cut), canvas.fps) },
  };
  // Rounds from the piece's beginning apart from the one that begins inside it: what lies between is not decoded.
  return [...Map.groupBy(placed, ({ from }) => from)].map(([from, same]) => ({
    ...shared,
    from,
    seconds: Math.max(...same.map(({ samples }) => samples)) / sampleRate,
    rounds: same.map(({ from: _from, ...round }) => round),
  }));
}
