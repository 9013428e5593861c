import type { Film, Scene } from '../../shared/film.ts';
import { letterOf } from '../../shared/letter.ts';
import { markOf } from '../../shared/mark.ts';
import { formatMicros } from '../../shared/money.ts';
import type { Take } from '../../shared/take.ts';
import { formatClock } from '../../shared/time.ts';

/** How generators and vendors are called; the id itself for those that are not known any more. */
export type Names = {
  readonly generator: (id: string) => string;
  readonly vendor: (id: string) => string;
};

/** A take on the sheet; `scene` is null where it was deleted. */
export type SheetTake = { readonly take: Take; readonly scene: Scene | null };

/** What is written under one take. `left` and `right` are lines from the top; marks stand on the picture. */
export type SheetCaption = {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** What the take is called on its wall, `3`; null where only letters are shown. */
  readonly number: string | null;
  readonly circled: boolean;
  readonly star: boolean;
};

type Marking = {
  readonly takeIds: readonly string[];
  readonly names: boolean;
  /** As they are called on their wall, in the order of `takeIds`. */
  readonly marks?: readonly string[] | undefined;
};

/** What a take is called on a sheet: as on its wall, else by its place, a number or without names a letter. */
export const sheetMark = ({ takeIds, names, marks }: Marking, takeId: string, index: number): string =>
  marks?.[takeIds.indexOf(takeId)] ?? (names ? `${index + 1}` : letterOf(index));

/** Only its letter: whatever else is known of a take could tell who made it. */
export const hiddenCaption = (mark: string): SheetCaption => ({
  left: [mark],
  right: [],
  number: null,
  circled: false,
  star: false,
});

/** Who made it, for how much, how large, how fast. `several`: the takes are of more than one scene. */
export function openCaption({ take, scene }: SheetTake, mark: string, film: Film, names: Names, several: boolean) {
  const { origin } = take;
  const [name, maker] =
    origin.kind === 'generated'
      ? [names.generator(origin.generator), names.vendor(origin.vendor)]
      : [origin.originalName, 'Imported'];
  const place = several && scene ? `${sceneName(film, scene)} · ` : '';
  const caption: SheetCaption = {
    left: [name, `${place}${maker}`],
    right: [origin.kind === 'generated' ? formatMicros(take.cost.micros) : '', factsOf(take)],
    number: mark,
    circled: scene?.circled.picture === take.id,
    star: scene !== null && markOf(scene, take.id).star,
  };
  return caption;
}

/** `1080p 24 · 41 s`: lines on the short side, frames a second, time to make. */
function factsOf({ probe, origin, tookMs }: Take): string {
  const { width, height, fps, kind } = probe;
  const size = width && height ? (kind === 'image' ? `${width} × ${height}` : `${Math.min(width, height)}p`) : '';
  const rate = fps === null ? '' : ` ${Number(fps.toFixed(2))}`;
  const took = origin.kind === 'generated' ? ` · ${timeOf(tookMs / 1000)}` : '';
  return `${size}${rate}${took}`;
}

const timeOf = (seconds: number): string =>
  seconds < 60 ? `${Math.max(1, Math.round(seconds))} s` : formatClock(seconds);

const sceneName = (film: Film, scene: Scene): string => `Scene ${film.scenes.indexOf(scene) + 1}`;

/** The line over everything. */
export type SheetTitle = { readonly film: string; readonly about: string; readonly date: string };

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

/** Film, scene (or how many), and the day, as it is here. */
export function sheetTitle(film: Film, takes: readonly SheetTake[], now: Date): SheetTitle {
  const scenes = [...new Set(takes.map(({ scene }) => scene))];
  const [scene] = scenes;
  const about =
    scenes.length > 1
      ? `${scenes.length} scenes`
      : scene
        ? [sceneName(film, scene), scene.title].filter(Boolean).join(' · ')
        : '';
  return { film: film.title, about, date: longDate.format(now) };
}
