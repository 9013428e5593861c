import type { Judgement } from '../../../shared/batch.ts';
import { canBeNamed } from '../../../shared/choose.ts';
import { forecast } from '../../../shared/forecast.ts';
import type { VendorView } from '../../../shared/generator.ts';
import type { VendorRing } from '../../../shared/key.ts';
import type { RankedView } from '../generation/plan-scene.ts';
import { type Choice, cellOf } from './fan-out.ts';

/** Why a generator cannot make some of the scenes. */
type Trouble = { readonly text: string; readonly scenes: readonly number[] };

/** One generator of the comparison, over all its scenes. */
export type Column = {
  readonly id: string;
  readonly name: string;
  readonly vendorName: string;
  /** Takes that are asked for now. */
  readonly takes: number;
  readonly micros: number;
  readonly estimated: boolean;
  /** Until the last of them, if no other column has the same vendor. */
  readonly seconds: number;
  readonly troubles: readonly Trouble[];
  /** What is good to know before it starts. */
  readonly remarks: readonly string[];
};

/** A scene of the comparison with the ranking for it. */
export type RankedScene = { readonly sceneId: string; readonly number: number; readonly ranked: readonly RankedView[] };

type ColumnGround = {
  readonly choice: Choice;
  readonly scenes: readonly RankedScene[];
  readonly judgement: Judgement | null;
  readonly vendors: readonly VendorView[];
  readonly rings: readonly VendorRing[];
};

/** Whether a generator can start on a scene now: wishes may be overruled by naming it, a dry key not. */
export const canStart = (ranked: Pick<RankedView, 'hinderedBy'>): boolean =>
  canBeNamed(ranked) && ranked.hinderedBy !== 'vendor';

export const columnsOf = (ground: ColumnGround): readonly Column[] =>
  ground.choice.generators.map((id) => columnOf(ground, id));

function columnOf({ choice, scenes, judgement, vendors, rings }: ColumnGround, id: string): Column {
  const cells = scenes
    .filter(({ sceneId }) => !choice.leftOut.has(cellOf(sceneId, id)))
    .map(({ number, ranked }) => ({ number, view: ranked.find(({ generator }) => generator.id === id) }));
  const views = cells.flatMap(({ view }) => view ?? []);
  const generator = (views[0] ?? scenes[0]?.ranked.find((view) => view.generator.id === id))?.generator;
  const micros = views.reduce((sum, { priceMicros }) => sum + priceMicros, 0) * choice.each;
  const takes = cells.length * choice.each;
  return {
    ...{ id, name: generator?.name ?? id, vendorName: generator?.vendorName ?? '', takes, micros },
    estimated: micros > 0 && generator?.price.certainty === 'estimate',
    seconds: generator ? timeOf(generator, takes, vendors, rings) : 0,
    troubles: troublesOf(cells),
    remarks: remarksOn(id, generator?.name ?? id, judgement),
  };
}

/** Warnings that begin with the name of the column say it twice. */
function remarksOn(id: string, name: string, judgement: Judgement | null): readonly string[] {
  const warnings = judgement?.wishes.filter((wish) => wish.generator === id).flatMap((wish) => wish.warnings);
  return [...new Set(warnings)].map((text) =>
    text.startsWith(`${name} `) ? text.slice(name.length + 1).replace(/\.$/, '') : text,
  );
}

type Cell = { readonly number: number; readonly view: RankedView | undefined };

function troublesOf(cells: readonly Cell[]): readonly Trouble[] {
  const stuck = cells.flatMap(({ number, view }) => {
    if (!view) return [{ number, text: 'is not in the catalogue of this Circle Take' }];
    return canStart(view) ? [] : [{ number, text: view.hindrance ?? 'cannot make it' }];
  });
  return [...Map.groupBy(stuck, ({ text }) => text)].map(([text, all]) => ({
    text,
    scenes: all.map(({ number }) => number),
  }));
}

function timeOf(
  { vendor, typicalSeconds }: RankedView['generator'],
  takes: number,
  vendors: readonly VendorView[],
  rings: readonly VendorRing[],
): number {
  const known = vendors.find(({ id }) => id === vendor)?.limits;
  const keys = rings.find((ring) => ring.vendor === vendor)?.keys ?? [];
  // What works on this machine has no limits of calls; one at a time is what to count on.
  const limits = known ?? { perMinute: null, atOnce: 1 };
  const accounts = Math.max(1, new Set(keys.map(({ account }) => account)).size);
  const jobs = Array.from({ length: takes }, () => ({ vendor, seconds: typicalSeconds }));
  return forecast(jobs, { [vendor]: { limits, accounts } }).seconds;
}

/** `needs a still`; with several scenes `needs a still in scenes 2 and 3`. */
export const troubleText = ({ text, scenes }: Trouble, among: number): string =>
  among === 1
    ? text
    : `${text} in ${scenes.length === 1 ? 'scene' : 'scenes'} ${new Intl.ListFormat('en').format(scenes.map(String))}`;

/** Names of the chosen that take no seed. */
export const withoutSeed = ({ choice, scenes: [first] }: Pick<ColumnGround, 'choice' | 'scenes'>): readonly string[] =>
  (first?.ranked ?? [])
    .filter(({ generator: { id, limits } }) => choice.generators.includes(id) && !limits.seed)
    .map(({ generator }) => generator.name);

/** What to do while nothing is chosen. */
export function emptyText(ranked: readonly RankedView[], least: 1 | 2): string {
  const keyless = ranked.filter(({ hinderedBy }) => hinderedBy === 'key').length;
  if (ranked.filter(canStart).length >= least || keyless === 0)
    return 'Tick generators above, or begin with a set. Each becomes a column of the wall.';
  return `A comparison takes two generators, and too few can work now. Add a key above: ${keyless} more wait for one.`;
}

/** `Kling 2.5, Luma Ray 3.2`: generators by name, with the vendor where two have the same. */
export function namesOf(ids: readonly string[], ranked: readonly RankedView[]): string {
  const known = ids.map((id) => ranked.find(({ generator }) => generator.id === id)?.generator);
  const isTwice = (name: string) => known.filter((each) => each?.name === name).length > 1;
  return ids
    .map((id, index) => {
      const { name = id, vendorName = '' } = known[index] ?? {};
      return isTwice(name) ? `${name} (${vendorName})` : name;
    })
    .join(', ');
}
