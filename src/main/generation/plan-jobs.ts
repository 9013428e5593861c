import type { JobWish, Judgement } from '../../shared/batch.ts';
import { planCut } from '../../shared/cut.ts';
import type { Film } from '../../shared/film.ts';
import { canBeOrdered, type Generator } from '../../shared/generator.ts';
import { newId } from '../../shared/ids.ts';
import type { Priority } from '../../shared/job.ts';
import type { RankRules } from '../../shared/rank-wish.ts';
import type { TakeView } from '../../shared/take.ts';
import { frameSeconds } from '../../shared/time.ts';
import type { KindRating } from '../../shared/verdict.ts';
import { generatorViews } from '../generators/views.ts';
import type { NewJob } from '../ledger/job-journal.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import { inSlices } from './in-slices.ts';
import { type JudgeGround, judgePlanned } from './judge.ts';
import { type Maker, type PlannedWish, planWish, type WishGround } from './plan-wish.ts';

/** What planning a film's takes reads. */
export type PlanGround = JudgeGround & {
  readonly film: Film;
  readonly takes: readonly TakeView[];
  readonly generators: ReadonlyMap<string, Generator>;
  readonly rules: RankRules;
  /** By generator id: the user's own priorities. */
  readonly priorities: Readonly<Record<string, number>>;
  /** What verdicts taught; none where the user wants nothing of it. */
  readonly ratings: readonly KindRating[];
  /** 0 to 1, for seeds. */
  readonly random: () => number;
};

export type BatchOrder = PlanGround & {
  readonly filmDir: string;
  readonly wishes: readonly JobWish[];
  readonly priority: Priority;
};

/** A batch as it is judged, and the jobs that it would write: one for each wish that has a chain, in their order. */
export type PlannedBatch = { readonly judgement: Judgement; readonly jobs: readonly NewJob[] };

/**
 * Plans a batch whole, before any job exists: who makes what, with which inputs, at what price, and all that stands in
 * the way. It takes its time in slices, but everything is of the moment of `order`. The jobs are to be written only when
 * the judgement has no hurdles: see `refuseHurdles`.
 */
export async function planBatch(order: BatchOrder): Promise<PlannedBatch> {
  const ground = wishGround(order);
  const planned = await inSlices(order.wishes, (wish) => planWish(ground, wish));
  return { judgement: judgePlanned(order, planned), jobs: planned.flatMap((one) => newJob(order, one)) };
}

/** Judges a batch and writes nothing. */
export const judge = async (order: BatchOrder): Promise<Judgement> => (await planBatch(order)).judgement;

/** The film's cut and the generators as they can be used now. */
export function wishGround(order: PlanGround): WishGround {
  const { film, takes, rules, priorities, ratings, random } = order;
  const scenes = new Map(film.scenes.map((scene) => [scene.id, scene]));
  // Lengths do not depend on captions, and laying those out takes most of the time.
  const cut = planCut({ ...film, captions: { ...film.captions, on: false } }, takes);
  const onScreen = new Map(cut.scenes.map(({ sceneId, frames }) => [sceneId, frameSeconds(frames, film.canvas.fps)]));
  return { film, scenes, onScreen, makers: makersOf(order), rules, priorities, ratings, random };
}

function makersOf({ generators, vendors, accountsOf, troubleOf }: PlanGround): Maker[] {
  const troubles = new Map([...vendors.keys()].map((id) => [id, troubleOf(id)]));
  const views = generatorViews({ generators: [...generators.values()] }, vendors, (vendor) => accountsOf(vendor) > 0);
  return views.flatMap((view) => {
    const whole = generators.get(view.id);
    const maker = vendors.get(view.vendor);
    // What this version cannot make at all is as if it were not in the catalogue; what nobody can order says why.
    return whole && (!canBeOrdered(whole) || (maker && makes(maker, whole)))
      ? [{ ...view, whole, trouble: troubles.get(view.vendor) ?? null }]
      : [];
  });
}

const makes = (vendor: Vendor, { role }: Generator): boolean => vendor.kind === 'remote' || vendor[role] !== undefined;

function newJob({ film, filmDir, priority, vendors }: BatchOrder, { judged, scene, links }: PlannedWish): NewJob[] {
  const [first] = links;
  if (!scene || !first) return [];
  const name = vendors.get(first.vendor)?.name ?? first.vendor;
  return [
    {
      id: newId('job'),
      filmId: film.id,
      filmDir,
      sceneId: scene.id,
      role: judged.role,
      generator: first.generator,
      state: 'queued',
      inputs: first.inputs,
      takeId: newId('take'),
      comparisonId: judged.comparisonId ?? null,
      chain: links.map(({ maker: _, ...link }) => link),
      link: 0,
      trail: [],
      priority,
      filmTitle: film.title,
      sceneTitle: scene.title,
      progress: { fraction: null, secondsLeft: null, text: `Waiting for ${name}` },
      error: null,
      charged: 'no',
      priceCeilingMicros: first.priceCeilingMicros,
      warnings: [...first.warnings],
    },
  ];
}
