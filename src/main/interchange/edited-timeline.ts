import type { Transition } from '../../shared/film.ts';

/**
 * What a timeline from another editor says about its main picture track, in the film's frames: stretches one after
 * another, with transitions between some of them.
 */
export type EditedTimeline = {
  readonly items: readonly (EditedPiece | EditedJoin)[];
  /** For people: what on it cannot be taken over. */
  readonly notes: readonly string[];
};

export type EditedPiece = {
  readonly kind: 'clip' | 'still' | 'freeze' | 'gap';
  readonly link: SourceLink;
  readonly frames: number;
  /** Where in the source it begins, in the film's frames. */
  readonly from: number;
  readonly speed: number;
};

/** What a stretch says about where it came from. Any of it may be missing: not every editor keeps all. */
export type SourceLink = {
  readonly name: string;
  readonly sceneId: string | null;
  readonly takeId: string | null;
  /** Path or URL of the file. */
  readonly file: string | null;
};

export type EditedJoin = {
  readonly kind: 'join';
  /** Null where the editor's transition is none that we know; `name` is then its own. */
  readonly transition: Transition | null;
  /** Said by our own metadata, and not only read off the name. */
  readonly certain: boolean;
  readonly name: string;
  /** Frames before and after the edit. */
  readonly before: number;
  readonly after: number;
};

const known: readonly (readonly [RegExp, Transition])[] = [
  [/dip.*white|white.*(dip|flash)|fade.*white/i, 'dip-white'],
  [/dip|fade.*(colou?r|black)|black.*fade/i, 'dip-black'],
  [/dissolve|cross.?fade|SMPTE_Dissolve/i, 'crossfade'],
  [/wipe/i, 'wipe'],
  [/slide|push/i, 'slide'],
  [/blur/i, 'blur'],
];

/** Names of transitions have a few words; looking for pairs of words in a megabyte takes hours. */
const longest = 200;

/** The transition that a name stands for in most editors; null for any other. */
export const transitionNamed = (name: string): Transition | null =>
  known.find(([pattern]) => pattern.test(name.slice(0, longest)))?.[1] ?? null;
