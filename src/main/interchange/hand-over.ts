import type { Asset } from '../../shared/asset.ts';
import type { Cut } from '../../shared/cut.ts';
import type { Film } from '../../shared/film.ts';
import { type TakeView, takesOf } from '../../shared/take.ts';
import { framesCovering } from '../../shared/time.ts';
import { safeFileName } from '../films/file-name.ts';
import type { MediaFacts } from './media-facts.ts';
import { layOutShots, type Shot } from './shots.ts';

/** A file that the other editor needs. */
export type HandOverMedia = {
  /** Take id, or the music's name in the film's `assets/`. */
  readonly id: string;
  readonly source:
    | { readonly kind: 'take'; readonly take: TakeView }
    | { readonly kind: 'asset'; readonly asset: Asset };
  /** Name among the copied media: unique, and tells people and us what it is. */
  readonly name: string;
};

/** Where a file of the hand-over will lie. */
export type MediaPlace = {
  readonly name: string;
  readonly path: string;
  /** The path as a file URL, everything escaped that URLs do not allow. */
  readonly url: string;
} & MediaFacts;

/** Everything that a format writes from. Pure data but for `place`, which only looks up. */
export type HandOver = {
  readonly film: Film;
  readonly cut: Cut;
  readonly shots: readonly Shot[];
  /** Other picture takes of a scene, for formats that hold alternates. */
  readonly alternates: (sceneId: string) => readonly TakeView[];
  readonly place: (id: string) => MediaPlace;
};

/** A hand-over before it is known where its media will lie. */
export type HandOverPlan = Omit<HandOver, 'place'> & {
  /** What is seen and heard, and, in formats that hold them, alternates. Each file once. */
  readonly media: readonly HandOverMedia[];
};

/** Works out shots, alternates and media of a film for other editors. */
export function planHandOver(
  film: Film,
  cut: Cut,
  takes: readonly TakeView[],
  { alternates }: { readonly alternates: boolean },
): HandOverPlan {
  const shots = layOutShots(cut);
  const usable = takes.filter(({ problem }) => !problem);
  const chosen = new Map(shots.map(({ scene }) => [scene.sceneId, scene.picture?.id]));
  const others = (sceneId: string): TakeView[] =>
    alternates ? takesOf(usable, sceneId, 'picture').filter(({ id }) => id !== chosen.get(sceneId)) : [];
  return { film, cut, shots, alternates: others, media: mediaOf(shots, others, cut) };
}

function mediaOf(shots: readonly Shot[], others: (sceneId: string) => TakeView[], cut: Cut): HandOverMedia[] {
  const media = new Map<string, HandOverMedia>();
  for (const { scene, number } of shots) {
    const heard = scene.voice && scene.voice.gainDb !== null ? scene.voice.take : null;
    for (const take of [scene.picture, heard, ...others(scene.sceneId)]) {
      if (!take || media.has(take.id)) continue;
      media.set(take.id, { id: take.id, source: { kind: 'take', take }, name: takeName(take, number, scene.title) });
    }
  }
  const asset = cut.music?.asset;
  if (asset) media.set(asset.file, { id: asset.file, source: { kind: 'asset', asset }, name: musicName(asset) });
  return [...media.values()];
}

/** `03 The harbour picture 2 0123456789abcdef.mp4`: the digits of its SHA-256 make it unique, and are how it is known again. */
function takeName({ role, number, media }: TakeView, scene: number, title: string): string {
  const words = title.trim() === '' ? '' : `${safeFileName(title.slice(0, 40))} `;
  return `${String(scene).padStart(2, '0')} ${words}${role} ${number} ${media.sha256.slice(0, 16)}${extensionOf(media.file)}`;
}

const musicName = ({ file, sha256 }: Asset): string => `Music ${sha256.slice(0, 16)}${extensionOf(file)}`;

const extensionOf = (file: string): string => /\.[a-z0-9]{1,5}$/i.exec(file)?.[0].toLowerCase() ?? '';

/**
 * Frames before the first one of a file, by its own timecode; rounded up, so that nothing is asked for from before it
 * begins. Editors count a file's frames from there.
 */
export const startFrames = (over: HandOver, mediaId: string): number =>
  framesCovering(over.place(mediaId).start, over.cut.canvas.fps);
