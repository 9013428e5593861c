import { categories, type GeneratorView } from '../../../shared/generator.ts';
import { microsPerUsd } from '../../../shared/money.ts';
import { categoryNames } from '../settings/priorities.ts';
import { scenePrice } from './scene-price.ts';
import { isPriced, standingOf } from './standing.ts';

type Test = (generator: GeneratorView) => boolean;
export type Option = { readonly id: string; readonly label: string; readonly test: Test };
/** One question about generators. Of several answers that are chosen one is enough, unless it wants `every`. */
export type Facet = {
  readonly id: string;
  readonly label: string;
  readonly every: boolean;
  readonly options: readonly Option[];
};
/** What is chosen, by facet; no answer takes all. */
export type Chosen = Readonly<Record<string, readonly string[]>>;

const option = (id: string, label: string, test: Test): Option => ({ id, label, test });
const upTo =
  (from: number, to: number): Test =>
  (each) => {
    const usd = scenePrice(each) / microsPerUsd;
    return isPriced(each) && usd > from && usd <= to;
  };
const within =
  (least: number, below: number): Test =>
  ({ quality }) =>
    quality >= least && quality < below;
const lasts =
  (from: number, to: number): Test =>
  ({ typicalSeconds }) =>
    typicalSeconds > from && typicalSeconds <= to;

export const facets: readonly Facet[] = [
  {
    ...{ id: 'category', label: 'Category', every: false },
    options: categories.map((id) => option(id, categoryNames[id], ({ category }) => category === id)),
  },
  {
    ...{ id: 'now', label: 'Use', every: true },
    options: [
      option('usable', 'Usable now', (each) => standingOf(each) === 'usable'),
      option(
        'free',
        'Free or free allowance',
        (each) => isPriced(each) && (each.free !== null || scenePrice(each) === 0),
      ),
    ],
  },
  {
    ...{ id: 'price', label: 'Price', every: false },
    options: [
      option('0', 'Free', (each) => isPriced(each) && scenePrice(each) === 0),
      option('0.05', 'Up to $0.05', upTo(0, 0.05)),
      option('0.25', '$0.05 to $0.25', upTo(0.05, 0.25)),
      option('1', '$0.25 to $1', upTo(0.25, 1)),
      option('more', 'More than $1', upTo(1, Number.POSITIVE_INFINITY)),
    ],
  },
  {
    ...{ id: 'quality', label: 'Quality', every: false },
    options: [
      option('90', '90 and more', within(90, 101)),
      option('80', '80 to 89', within(80, 90)),
      option('70', '70 to 79', within(70, 80)),
      option('0', 'Below 70', within(0, 70)),
    ],
  },
  {
    ...{ id: 'speed', label: 'Speed', every: false },
    options: [
      option('30', 'Up to 30 s', lasts(0, 30)),
      option('120', '30 s to 2 min', lasts(30, 120)),
      option('more', 'More than 2 min', lasts(120, Number.POSITIVE_INFINITY)),
    ],
  },
  {
    ...{ id: 'status', label: 'Status', every: false },
    options: [
      option('live', 'Live', ({ status }) => status.kind === 'live'),
      option('preview', 'Preview', ({ status }) => status.kind === 'preview'),
      option('hand-off', 'By hand', ({ status }) => status.kind === 'hand-off'),
      option('retired', 'Retired', ({ status }) => status.kind === 'retired'),
      option('own', 'Added by you', ({ source }) => source === 'own'),
    ],
  },
  {
    ...{ id: 'takes', label: 'Can do', every: true },
    options: [
      option('still', 'Starts from a still', ({ limits }) => limits.still !== 'no'),
      option('last', 'Ends on a still', ({ limits }) => limits.lastFrame),
      option('references', 'Takes reference pictures', ({ limits }) => limits.references > 0),
      option('sound', 'Clips with sound', ({ limits, role }) => role === 'picture' && limits.sound),
      option('seed', 'Takes a seed', ({ limits }) => limits.seed),
    ],
  },
];

function answers({ id, every, options }: Facet, chosen: Chosen): Test {
  const wanted = options.filter((each) => chosen[id]?.includes(each.id));
  if (wanted.length === 0) return () => true;
  return (generator) =>
    every ? wanted.every(({ test }) => test(generator)) : wanted.some(({ test }) => test(generator));
}

/** Those that answer every question as it was chosen. */
export function filtered(generators: readonly GeneratorView[], chosen: Chosen): readonly GeneratorView[] {
  const tests = facets.map((facet) => answers(facet, chosen));
  return generators.filter((each) => tests.every((test) => test(each)));
}

/** How many there would be by each answer, beside what the other questions leave: by facet, then by answer. */
export function facetCounts(
  generators: readonly GeneratorView[],
  chosen: Chosen,
): Readonly<Record<string, Readonly<Record<string, number>>>> {
  return Object.fromEntries(
    facets.map((facet) => {
      const { [facet.id]: own = [], ...others } = chosen;
      const left = filtered(generators, facet.every ? { ...others, [facet.id]: own } : others);
      const counts = facet.options.map(({ id, test }) => [id, left.filter(test).length] as const);
      return [facet.id, Object.fromEntries(counts)];
    }),
  );
}

/** The choice with one answer given or taken back. */
export function toggled(chosen: Chosen, facet: string, answer: string): Chosen {
  const own = chosen[facet] ?? [];
  return { ...chosen, [facet]: own.includes(answer) ? own.filter((each) => each !== answer) : [...own, answer] };
}

export const isFiltered = (chosen: Chosen): boolean => Object.values(chosen).some((answer) => answer.length > 0);
