import type { Fallback } from '../../../shared/chain.ts';
import { canBeNamed } from '../../../shared/choose.ts';
import { formatMicros } from '../../../shared/money.ts';
import type { RankedView, ScenePlan } from './plan-scene.ts';

export const fallbackNames: Readonly<Record<Fallback['mode'], string>> = {
  auto: 'Go on by itself',
  fixed: 'Only these, in this order',
  never: 'Stop',
};

/** What becomes of a take that the first cannot make: `goes on to Luma, Hailuo`. */
export function fallbackText({ chain, leftOut }: Pick<ScenePlan, 'chain' | 'leftOut'>, { mode }: Fallback): string {
  if (mode === 'never') return 'stops';
  const names = chain.slice(1).map(({ generator }) => generator.name);
  if (names.length > 0) return `goes on to ${names.join(', ')}`;
  return leftOut.length > 0 ? 'stops: none of those chosen can make it' : 'stops: nobody else can make it';
}

/** `+$0.12`, `−$0.08` beside the first of the chain; nothing where it costs the same. */
export function differenceText(micros: number): string {
  if (micros === 0) return 'the same';
  return `${micros > 0 ? '+' : '−'}${formatMicros(Math.abs(micros))}`;
}

/** One line of a chain as it is shown; `ranked` is null for what the catalogue does not know. */
export type ChainLine = {
  readonly id: string;
  readonly name: string;
  readonly ranked: RankedView | null;
  /** Beside the first of the chain; null where it is left out. */
  readonly differenceMicros: number | null;
  /** Why it is left out. */
  readonly leftOut: string | null;
};

/** What follows the first: for a fixed chain everything that was chosen, in its order; else what the ranking takes. */
export function chainLines(plan: ScenePlan, fallback: Fallback): readonly ChainLine[] {
  const ids =
    fallback.mode === 'fixed' ? fallback.generators : plan.chain.slice(1).map(({ generator }) => generator.id);
  const [first] = plan.chain;
  return [...new Set(ids)].map((id): ChainLine => {
    const ranked = plan.ranked.find(({ generator }) => generator.id === id) ?? null;
    const leftOut = whyLeftOut(plan, id);
    const follows = leftOut === null && first && ranked;
    return {
      id,
      name: ranked?.generator.name ?? id,
      ranked,
      differenceMicros: follows ? ranked.priceMicros - first.priceMicros : null,
      leftOut,
    };
  });
}

function whyLeftOut({ chain, leftOut }: ScenePlan, id: string): string | null {
  const at = chain.findIndex(({ generator }) => generator.id === id);
  if (at === 0) return 'comes first anyway';
  return at > 0 ? null : (leftOut.find(({ generator }) => generator === id)?.reason ?? 'cannot follow here');
}

/** The fallback with another mode. A fixed chain begins with what the ranking would take now, to be changed from there. */
export function withMode(fallback: Fallback, mode: Fallback['mode'], plan: ScenePlan): Fallback {
  if (mode !== 'fixed' || fallback.generators.length > 0) return { ...fallback, mode };
  return { ...fallback, mode, generators: plan.chain.slice(1).map(({ generator }) => generator.id) };
}

/** Those that may be added to a fixed chain: of the category of the first, best first. */
export const addable = ({ ranked, chain: [first] }: ScenePlan, { generators }: Fallback): readonly RankedView[] =>
  ranked.filter(
    (each) =>
      canBeNamed(each) &&
      each.generator.category === first?.generator.category &&
      ![first.generator.id, ...generators].includes(each.generator.id),
  );

/** The list with one moved by so many places. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}
