import type { GeneratorView } from '../../../shared/generator.ts';
import { formatMicros, formatPrice } from '../../../shared/money.ts';
import { type BudgetLevel, budgetLevels, recommend } from '../../../shared/rank-recommend.ts';
import type { RankReason } from '../../../shared/rank-wish.ts';
import { formatClock } from '../../../shared/time.ts';
import { limitsText } from './generator-facts.ts';
import type { RankedView } from './plan-scene.ts';

/** The ranking as the picker shows it; each group keeps its order. */
export type PickerGroups = {
  readonly able: readonly RankedView[];
  /** Whose vendor has no key to work with now: can be chosen all the same. */
  readonly stuck: readonly RankedView[];
  /** Left out by the user's wishes, or because they would leave the still aside: can be chosen all the same. */
  readonly unwanted: readonly RankedView[];
  readonly keyless: readonly RankedView[];
  /** Have no API: the user makes the take in the tool's own site. */
  readonly byHand: readonly RankedView[];
  readonly retired: readonly RankedView[];
  readonly unable: readonly RankedView[];
};

/** Those that match every word of `search`, by what keeps them from the scene. */
export function pickerGroups(ranked: readonly RankedView[], search: string): PickerGroups {
  const found = ranked.filter(({ generator }) => matches(generator, search));
  const by = (...kinds: readonly RankedView['hinderedBy'][]) => found.filter((each) => kinds.includes(each.hinderedBy));
  return {
    able: by(null),
    stuck: by('vendor'),
    unwanted: by('wish', 'still'),
    keyless: by('key').filter(({ generator }) => isOnSale(generator)),
    byHand: found.filter(({ generator: { status } }) => status.kind === 'hand-off'),
    retired: found.filter(({ generator: { status } }) => status.kind === 'retired'),
    unable: by('ability', 'input').filter(({ generator }) => isOnSale(generator)),
  };
}

/** Whether a key is all that it can lack. */
export const isOnSale = ({ status }: Pick<GeneratorView, 'status'>): boolean =>
  status.kind === 'live' || status.kind === 'preview';

function matches(generator: GeneratorView, search: string): boolean {
  const { name, alsoCalled = [], vendorName, maker, family, category, strengths } = generator;
  const text = [name, ...alsoCalled, vendorName, maker, family, category, ...strengths].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** `+50`, `−10`; nothing for a reason that only orders. */
export const pointsText = (points: number): string =>
  points === 0 ? '' : points > 0 ? `+${points}` : `−${Math.abs(points)}`;

/** `your verdicts: … +24 · good at testimonial +50 · people +30 · priority 1 +90`: what sets it apart comes first. */
export function reasonsText(reasons: readonly RankReason[]): string {
  return reasons
    .toSorted((a, b) => commonness(a) - commonness(b))
    .map(({ points, text }) => [shortened(text), pointsText(points)].filter(Boolean).join(' '))
    .join(' · ');
}

/** What the user found himself says most; a priority everybody has. */
const commonness = ({ text }: RankReason): number =>
  text.startsWith('your verdicts') ? 0 : text.startsWith('priority ') ? 2 : 1;
/** Without the very words that were found, which the full list has. */
const shortened = (text: string): string => text.replace(/ words: .*/, '');

/** What is known of a generator besides its points: lengths, shapes, price, pace, quality. */
export const factsText = (generator: GeneratorView): string =>
  [
    limitsText(generator),
    formatPrice(generator.price),
    `about ${formatClock(generator.typicalSeconds)} a take`,
    `quality ${generator.quality} of 100`,
  ]
    .filter(Boolean)
    .join(' · ');

/** What one take of the scene costs there: `about $0.24`; nothing where the studio cannot order it. */
export const takePriceText = ({ generator, priceMicros }: RankedView): string =>
  !isOnSale(generator)
    ? ''
    : `${generator.price.certainty === 'estimate' && priceMicros > 0 ? 'about ' : ''}${formatMicros(priceMicros)}`;

export type Recommended = { readonly level: BudgetLevel; readonly ranked: RankedView; readonly why: string };

/** The generators to begin with in a category for nothing, for little, and for the best; of those that can make the scene. */
export function recommendedFor(
  ranked: readonly RankedView[],
  category: GeneratorView['category'],
): readonly Recommended[] {
  const able = ranked.filter(({ hinderedBy }) => hinderedBy === null || hinderedBy === 'wish');
  const generators = able.map(({ generator }) => generator);
  const learnedOf = (id: string) => able.find(({ generator }) => generator.id === id)?.learned ?? null;
  const picks = budgetLevels.flatMap((level): Recommended[] => {
    const found = recommend(generators, category, level, learnedOf);
    const one = able.find(({ generator }) => generator.id === found?.generator.id);
    return found && one ? [{ level, ranked: one, why: found.reasons.map(({ text }) => text).join(' · ') }] : [];
  });
  // Where the free one is also the best there is, it is not premium.
  return picks.filter(({ ranked: one }, at) => picks.findIndex((pick) => pick.ranked === one) === at);
}

/** What a key of a vendor would bring. */
export type KeyWorth = { readonly vendor: string; readonly name: string; readonly count: number };

/** The vendors whose key is missing, with how many generators each would bring; the most first. */
export const keysWorth = (keyless: readonly RankedView[]): readonly KeyWorth[] =>
  [...Map.groupBy(keyless, ({ generator }) => generator.vendor)]
    .map(([vendor, of]) => ({ vendor, name: of[0]?.generator.vendorName ?? vendor, count: of.length }))
    .sort((a, b) => b.count - a.count);
