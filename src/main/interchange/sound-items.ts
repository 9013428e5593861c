import type { Cut } from '../../shared/cut.ts';
import { musicRounds } from '../../shared/music-level.ts';
import type { TakeView } from '../../shared/take.ts';
import { frameSeconds, framesNear } from '../../shared/time.ts';
import { pieceStart, type Shot } from './shots.ts';

/** One stretch of sound on a track of its kind, in absolute frames; nothing on one track overlaps. */
export type SoundItem = {
  readonly track: 'narration' | 'clips' | 'music';
  /** Take id or file of the asset. */
  readonly mediaId: string;
  readonly name: string;
  /** Null for music. */
  readonly sceneId: string | null;
  readonly start: number;
  readonly frames: number;
  /** Where in the file it begins, in the film's frames; may be a broken number. */
  readonly from: number;
  readonly speed: number;
  readonly gainDb: number;
  /** Length of the whole file, seconds. */
  readonly seconds: number;
};

/** The narration of every scene that is heard. */
export function narrationItems(shots: readonly Shot[]): SoundItem[] {
  return shots.flatMap(({ scene, number }): SoundItem[] => {
    const { voice, sceneId } = scene;
    if (!voice || voice.gainDb === null) return [];
    const { take, start, frames, gainDb } = voice;
    const name = `Narration ${number}`;
    const seconds = take.probe.seconds ?? 0;
    return [{ track: 'narration', mediaId: take.id, name, sceneId, start, frames, from: 0, speed: 1, gainDb, seconds }];
  });
}

/** The clips' own sound, under the pieces that move. */
export function clipSoundItems(shots: readonly Shot[]): SoundItem[] {
  return shots.flatMap((shot): SoundItem[] => {
    const { picture, sceneId, clipGainDb: gainDb } = shot.scene;
    if (!picture || gainDb === null || !hasSound(picture)) return [];
    const base = { track: 'clips', mediaId: picture.id, name: `Sound ${shot.number}`, sceneId, gainDb } as const;
    const seconds = picture.probe.seconds ?? 0;
    return shot.pieces
      .filter(({ kind }) => kind === 'clip')
      .map((piece) => ({ ...base, seconds, ...pick(piece), start: pieceStart(shot, piece) }));
  });
}

const pick = ({ frames, from, speed }: Shot['pieces'][number]) => ({ frames, from, speed });

const hasSound = (take: TakeView): boolean => take.probe.audioCodec !== null;

/** The music bed; begins anew where it is shorter than the film. */
export function musicItems({ music, frames, canvas }: Cut): SoundItem[] {
  if (!music) return [];
  const rate = canvas.fps;
  const { file, name } = music.asset;
  const rounds = musicRounds(music, frameSeconds(frames, rate));
  const starts = rounds.map(({ start }) => framesNear(start, rate));
  return rounds.flatMap((round, index): SoundItem[] => {
    const start = starts[index] ?? 0;
    const end = Math.min(frames, starts[index + 1] ?? frames, start + framesNear(round.seconds, rate));
    if (end <= start) return [];
    const from = framesNear(round.from, rate);
    const span = { start, frames: end - start, from, speed: 1 };
    return [
      {
        ...{ track: 'music', mediaId: file, name, sceneId: null },
        ...span,
        gainDb: music.gainDb,
        seconds: music.asset.seconds ?? 0,
      },
    ];
  });
}

/** What of a stretch of sound, or of silence, follows the other on one track. */
export type TrackPart = { readonly frames: number; readonly item: SoundItem | null };

/** Items of one track with the silences between them, from frame 0. */
export function withSilence(items: readonly SoundItem[]): TrackPart[] {
  let now = 0;
  return items.flatMap((item) => {
    const silence = item.start - now;
    now = item.start + item.frames;
    return silence > 0
      ? [
          { frames: silence, item: null },
          { frames: item.frames, item },
        ]
      : [{ frames: item.frames, item }];
  });
}
