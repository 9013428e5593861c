import type { GeneratorView } from '../../../shared/generator.ts';
import { formatMicros } from '../../../shared/money.ts';
import { scenePrice } from './scene-price.ts';
import { byStanding, isPriced, standingOf } from './standing.ts';

export const sorts = ['model', 'price', 'quality', 'speed', 'name'] as const;
export type Sort = (typeof sorts)[number];
export const sortNames: Readonly<Record<Sort, string>> = {
  model: 'By model',
  price: 'Cheapest first',
  quality: 'Best first',
  speed: 'Fastest first',
  name: 'By name',
};

export type FamilyLine = {
  readonly kind: 'family';
  readonly key: string;
  readonly name: string;
  readonly text: string;
};
export type GeneratorLine = { readonly kind: 'generator'; readonly key: string; readonly generator: GeneratorView };
/** The table as it is drawn: a head for each family, where it is laid out by model, and the generators. */
export type CatalogueLine = FamilyLine | GeneratorLine;

const byName = (a: GeneratorView, b: GeneratorView): number => a.name.localeCompare(b.name, 'en', { numeric: true });
const byPrice = (a: GeneratorView, b: GeneratorView): number => scenePrice(a) - scenePrice(b) || byName(a, b);
/** What nobody can order has no price or pace to compare: it comes last. */
const ordered = (a: GeneratorView, b: GeneratorView): number => Number(isPriced(b)) - Number(isPriced(a));

const comparers: Readonly<Record<Sort, (a: GeneratorView, b: GeneratorView) => number>> = {
  model: (a, b) => byStanding(a, b) || byPrice(a, b),
  price: (a, b) => ordered(a, b) || byPrice(a, b),
  quality: (a, b) => ordered(a, b) || b.quality - a.quality || byPrice(a, b),
  speed: (a, b) => ordered(a, b) || a.typicalSeconds - b.typicalSeconds || byPrice(a, b),
  name: byName,
};

/**
 * The lines of the table. By model, the same model at several vendors stands together, the cheapest usable one first;
 * families with something usable come before others, then the better ones.
 */
export function catalogueLines(generators: readonly GeneratorView[], sort: Sort): readonly CatalogueLine[] {
  const sorted = generators.toSorted(comparers[sort]);
  if (sort !== 'model') return sorted.map(lineOf);
  return [...Map.groupBy(sorted, ({ family }) => family)]
    .sort(([a, ofA], [b, ofB]) => byWorth(ofA, ofB) || a.localeCompare(b, 'en', { numeric: true }))
    .flatMap(([family, of]) => [familyLine(family, of), ...of.map(lineOf)]);
}

/** Families with something that can be used now come first, the best of those before others. Each is sorted. */
function byWorth([a, ...ofA]: readonly GeneratorView[], [b, ...ofB]: readonly GeneratorView[]): number {
  if (!a || !b) return 0;
  return byStanding(a, b) || bestOf(b, ofB) - bestOf(a, ofA);
}

/** Quality of the best that can be had as easily as the first. */
const bestOf = (first: GeneratorView, others: readonly GeneratorView[]): number =>
  Math.max(first.quality, ...others.filter((each) => byStanding(each, first) === 0).map(({ quality }) => quality));

const lineOf = (generator: GeneratorView): GeneratorLine => ({ kind: 'generator', key: generator.id, generator });

/** `6 generators · 2 usable now, from $0.21`; of a single one what is in its line is not said again. */
function familyLine(family: string, of: readonly GeneratorView[]): FamilyLine {
  const key = `family ${family}`;
  const name = familyName(family, of);
  if (of.length === 1) return { kind: 'family', key, name, text: '' };
  const usable = of.filter((each) => standingOf(each) === 'usable');
  const least = Math.min(...usable.map(scenePrice));
  const parts = [
    `${of.length} generators`,
    usable.length > 0 &&
      `${usable.length} usable now, ${least === 0 ? 'the cheapest free' : `from ${formatMicros(least)}`}`,
  ];
  return { kind: 'family', key, name, text: parts.filter(Boolean).join(' · ') };
}

/** As its own generators write it: the id `gpt-image` is part of no name, `flux` of `FLUX.1`. */
export function familyName(family: string, of: readonly GeneratorView[]): string {
  const plain = family.replaceAll('-', ' ');
  const [written] = of.flatMap(({ name, maker }) => {
    const text = `${name} ${maker}`;
    const at = text.toLowerCase().replaceAll('-', ' ').indexOf(plain);
    return at < 0 ? [] : [text.slice(at, at + plain.length)];
  });
  return written ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** Index of the next generator from `from` on in a direction; -1 where there is none. */
export function generatorFrom(lines: readonly CatalogueLine[], from: number, by: 1 | -1): number {
  for (let at = from; at >= 0 && at < lines.length; at += by) if (lines[at]?.kind === 'generator') return at;
  return -1;
}
