import type { Hurdle, JobWish, JudgedWish, Judgement } from '../../../shared/batch.ts';
import { type Film, generatorFor, type Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { Budget } from '../../../shared/spending.ts';
import type { Role } from '../../../shared/take.ts';
import { aboutTime } from '../../lib/about-time.ts';
import { leftOf } from '../spending/budget-text.ts';
import { type Spot, spotOf } from './spot.ts';

export const takeCount = (count: number): string => (count === 1 ? '1 take' : `${count} takes`);

/** `about 6 min; Replicate takes 8 jobs at once`. */
export const timeText = ({ seconds, bites }: Pick<Judgement, 'seconds' | 'bites'>): string =>
  [aboutTime(seconds), bites[0]?.text].filter(Boolean).join('; ');

/** How much of the batch one generator makes first. */
export type Share = {
  readonly generator: string;
  readonly name: string;
  readonly vendorName: string;
  readonly count: number;
  readonly micros: number;
  readonly estimated: boolean;
};

/** The batch by the generators that begin, the dearest first. */
export function sharesOf(wishes: readonly JudgedWish[], generators: readonly GeneratorView[]): readonly Share[] {
  const first = wishes.flatMap(({ chain: [link] }) => link ?? []);
  return [...Map.groupBy(first, ({ generator }) => generator)]
    .map(([id, links]): Share => {
      const found = generators.find((each) => each.id === id);
      const micros = links.reduce((sum, { priceCeilingMicros }) => sum + priceCeilingMicros, 0);
      const estimated = micros > 0 && found?.price.certainty === 'estimate';
      return {
        ...{ generator: id, name: found?.name ?? id, vendorName: found?.vendorName ?? '' },
        ...{ count: links.length, micros, estimated },
      };
    })
    .sort((a, b) => b.micros - a.micros || b.count - a.count);
}

/** Something to know before it starts, with the numbers of the scenes that it concerns. */
export type Remark = { readonly text: string; readonly scenes: readonly number[] };

/** Warnings, and what chains leave out; each said once. */
export function remarksOf(
  wishes: readonly JudgedWish[],
  scenes: readonly Pick<Scene, 'id'>[],
  generators: readonly GeneratorView[],
): readonly Remark[] {
  const nameOf = (id: string) => generators.find((each) => each.id === id)?.name ?? id;
  const said = wishes.flatMap(({ sceneId, warnings, leftOut }) => {
    const number = scenes.findIndex(({ id }) => id === sceneId) + 1;
    const left = leftOut.map(({ generator, reason }) => `${nameOf(generator)} is left out: ${reason}`);
    return [...warnings, ...left].map((text) => ({ text, number }));
  });
  return [...Map.groupBy(said, ({ text }) => text)].map(([text, lines]) => ({
    text,
    scenes: [...new Set(lines.map(({ number }) => number))].filter((number) => number > 0),
  }));
}

/** What mends a hurdle. */
export type Cure =
  /** `missing`: there is none yet, else those that there are cannot work now. */
  | { readonly kind: 'key'; readonly vendor: string; readonly missing: boolean }
  | { readonly kind: 'budget'; readonly place: 'film' | 'settings' }
  | { readonly kind: 'scene'; readonly sceneId: string; readonly role: Role; readonly spot: Spot };

export type CureGround = {
  readonly judgement: Judgement;
  readonly budgets: readonly Budget[];
  readonly film: Film;
  readonly generators: readonly GeneratorView[];
};

export function cureOf(hurdle: Hurdle, { judgement, budgets, film, generators }: CureGround): Cure | null {
  const { code, vendor, sceneId, generator } = hurdle;
  if (code === 'over-budget')
    return { kind: 'budget', place: vendor === null ? placeOf(hurdle, judgement, budgets) : 'settings' };
  if ((code === 'unauthorized' || code === 'no-credit') && vendor !== null)
    return { kind: 'key', vendor, missing: !generators.some((each) => each.vendor === vendor && each.usable) };
  if (sceneId === null) return null;
  const scene = film.scenes.find(({ id }) => id === sceneId);
  if (!scene) return null;
  const stuck = judgement.wishes.filter((each) => each.sceneId === sceneId && each.chain.length === 0);
  const wish = stuck.find((each) => each.generator === generator) ?? stuck[0];
  const role = wish?.role ?? 'picture';
  const asked = wish?.generator ?? generatorFor(film, scene, role);
  const maker = generators.find(({ id }) => id === asked);
  const spot = spotOf(scene, role, maker);
  // A column of a comparison stays its generator's, whatever the scene chooses for itself.
  return wish?.comparisonId && spot === 'generator' ? null : { kind: 'scene', sceneId, role, spot };
}

/** Budgets for all are said in the order in which they are listed: the film's, then today's. */
function placeOf(hurdle: Hurdle, { hurdles, lowMicros }: Judgement, budgets: readonly Budget[]): 'film' | 'settings' {
  const forAll = hurdles.filter(({ code, vendor }) => code === 'over-budget' && vendor === null);
  const short = budgets.filter((budget) => budget.kind !== 'vendor' && (leftOf(budget) ?? lowMicros) < lowMicros);
  return short[forAll.indexOf(hurdle)]?.kind === 'day' ? 'settings' : 'film';
}

const isSame = (a: JobWish, b: JobWish): boolean =>
  a.sceneId === b.sceneId && a.role === b.role && a.generator === b.generator;

/** Those that nothing of their own keeps from starting: budgets are for all. */
export const startable = (wishes: readonly JobWish[], judgement: Judgement): readonly JobWish[] =>
  wishes.filter((wish) => judgement.wishes.some((judged) => isSame(judged, wish) && judged.chain.length > 0));
