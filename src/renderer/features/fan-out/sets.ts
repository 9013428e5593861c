import { comesUp } from '../../../shared/choose.ts';
import { mostColumns } from '../../../shared/comparison.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { RankedView } from '../generation/plan-scene.ts';

export type GeneratorSet = Settings['generatorSets'][number];

/** What the settings take. */
export const mostSets = 100;

/** A set that the ranking makes. */
type QuickSet = { readonly label: string; readonly generators: readonly string[] };

const few = 4;
const words = ['none', 'one', 'two', 'three', 'four'];

/**
 * Sets to begin with, of generators of clips that can make the scene now: real ones where there are any. What is the same
 * as an earlier set is left out, and what is no comparison too.
 */
export function quickSets(ranked: readonly RankedView[]): readonly QuickSet[] {
  const able = ranked.filter((one) => one.hindrance === null && comesUp(one));
  const real = able.filter(({ placeholder }) => !placeholder);
  const best = real.length >= 2 ? real : able;
  const cheapest = best.toSorted((a, b) => a.priceMicros - b.priceMicros);
  const sets = [
    named('Best', best.slice(0, few)),
    named('Cheapest', cheapest.slice(0, few)),
    setOf('One of each family', firstOfFamilies(best)),
    setOf(
      'Free only',
      able.filter(({ priceMicros }) => priceMicros === 0),
    ),
  ].filter(({ generators }) => generators.length > 1);
  const keys = sets.map(({ generators }) => generators.toSorted().join(' '));
  return sets.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

const setOf = (label: string, ranked: readonly RankedView[]): QuickSet => ({
  label,
  generators: ranked.slice(0, mostColumns).map(({ generator }) => generator.id),
});

const named = (what: string, ranked: readonly RankedView[]): QuickSet =>
  setOf(`${what} ${words[ranked.length]}`, ranked);

const firstOfFamilies = (ranked: readonly RankedView[]): readonly RankedView[] =>
  ranked.filter(
    ({ generator }, index) => ranked.findIndex((other) => other.generator.family === generator.family) === index,
  );

/** What choosing a set comes to. */
type ChosenSet = {
  readonly generators: readonly string[];
  /** Ids that the catalogue has no more. */
  readonly unknown: readonly string[];
  /** Known, but more than the wall has room for. */
  readonly tooMany: number;
};

/** A set as it can be chosen now, where `room` more columns can be added to those `there`. */
export function chooseSet(
  ids: readonly string[],
  known: ReadonlySet<string>,
  there: readonly string[] = [],
): ChosenSet {
  const once = [...new Set(ids)];
  const wanted = once.filter((id) => known.has(id));
  let room = mostColumns - there.length;
  const generators = wanted.filter((id) => there.includes(id) || room-- > 0);
  return { generators, unknown: once.filter((id) => !known.has(id)), tooMany: wanted.length - generators.length };
}

/** What was left out of a set, for people; null for nothing. */
export function leftOutText({ unknown, tooMany }: ChosenSet): string | null {
  const parts = [
    unknown.length > 0 && `This Circle Take does not know ${new Intl.ListFormat('en').format(unknown)}.`,
    tooMany > 0 && `There was no room for ${tooMany} more: one wall shows ${mostColumns} generators.`,
  ];
  return parts.filter(Boolean).join(' ') || null;
}

const isCalled =
  (name: string) =>
  (set: GeneratorSet): boolean =>
    set.name.toLowerCase() === name.trim().toLowerCase();

/** The sets with one more, or with the one of that name as it is now. */
export function saveSet(sets: readonly GeneratorSet[], name: string, generators: readonly string[]): GeneratorSet[] {
  const set = { name: name.trim(), generators: [...generators] };
  const at = sets.findIndex(isCalled(name));
  return at < 0 ? [...sets, set] : sets.with(at, set);
}

export const renameSet = (sets: readonly GeneratorSet[], from: string, to: string): GeneratorSet[] =>
  sets.map((set) => (set.name === from ? { ...set, name: to.trim() } : set));

export const removeSet = (sets: readonly GeneratorSet[], name: string): GeneratorSet[] =>
  sets.filter((set) => set.name !== name);

/** Why a set cannot be renamed so; null when it can. */
export function renameProblem(sets: readonly GeneratorSet[], from: string, to: string): string | null {
  if (to.trim() === '') return 'A set has a name.';
  return sets.some((set) => set.name !== from && isCalled(to)(set)) ? 'Another set is called that.' : null;
}

/** What saving under this name does to the sets. */
export const replaces = (sets: readonly GeneratorSet[], name: string): boolean => sets.some(isCalled(name));
