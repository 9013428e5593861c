import type { FinishPlan } from '../../shared/batch.ts';
import { canBeNamed, comesUp } from '../../shared/choose.ts';
import { generatorFor, type Scene } from '../../shared/film.ts';
import { type FinishNeed, type FinishOption, finishPlan } from '../../shared/finish-plan.ts';
import { mayBeProposed, speaksItself } from '../../shared/generator.ts';
import type { Ranked } from '../../shared/rank.ts';
import { rolesWanted } from '../../shared/speaking.ts';
import type { Budget } from '../../shared/spending.ts';
import { type Role, takeInCut, takesAround } from '../../shared/take.ts';
import { leftIn } from './judge-money.ts';
import { type PlanGround, wishGround } from './plan-jobs.ts';
import { type Maker, rankedFor, type WishGround } from './plan-wish.ts';

export type FinishPlanOrder = PlanGround & {
  /** Whether a job for this take waits or runs, or may have been paid: it is not planned again. */
  readonly underWay: (sceneId: string, role: Role) => boolean;
};

/** How the film can be finished with what is left of its budgets: see `finishPlan`. Writes nothing. */
export function planFinish(order: FinishPlanOrder): FinishPlan {
  const { film, takes, budgets, underWay } = order;
  const ground = wishGround(order);
  const around = takesAround(takes);
  const needs = film.scenes.flatMap((scene) =>
    rolesWanted(scene, makerOf(order, scene), takeInCut(around(scene), scene, 'picture'))
      .filter((role) => takeInCut(around(scene), scene, role) === null && !underWay(scene.id, role))
      .map((role): FinishNeed => ({ sceneId: scene.id, role, options: optionsFor(ground, scene, role) })),
  );
  return finishPlan({ needs, ...leftOf(budgets) });
}

const makerOf = ({ film, generators }: PlanGround, scene: Scene) =>
  generators.get(generatorFor(film, scene, 'picture'));

/**
 * What was chosen for the scene is the best there is, and others of its category are for when money is short; where it
 * cannot make the scene now, anybody who can. A voice stays the same voice, and a placeholder finishes no film unless it was chosen or is all there is.
 */
function optionsFor(ground: WishGround, scene: Scene, role: Role): FinishOption[] {
  const ranked = rankedFor(ground, scene, role);
  const chosen = ranked.find(({ generator }) => generator.id === generatorFor(ground.film, scene, role));
  const named = chosen && canMakeNow(chosen) ? chosen : undefined;
  // A voice stays the same voice, and so does who speaks in the picture.
  if (role === 'voice' || (chosen && speaksItself(chosen.generator))) return named ? [optionOf(named)] : [];
  const able = ranked.filter((one) => one !== named && mayFinish(one, named));
  const real = able.filter(({ placeholder }) => !placeholder);
  // Where the ranking chooses, it draws placeholders when there is nothing else.
  const others = real.length === 0 && !chosen ? able : real;
  const top = Math.max(0, ...others.map(({ merit }) => merit)) + 1;
  return [...(named ? [optionOf(named, top)] : []), ...others.map((one) => optionOf(one))];
}

const canMakeNow = (one: Ranked<Maker>): boolean => canBeNamed(one) && !one.generator.trouble;

function mayFinish(one: Ranked<Maker>, named: Ranked<Maker> | undefined): boolean {
  const fitting = named ? one.generator.category === named.generator.category : comesUp(one);
  return fitting && mayBeProposed(one.generator) && one.hindrance === null;
}

const optionOf = ({ generator, priceMicros, merit }: Ranked<Maker>, instead = merit): FinishOption => ({
  generator: generator.id,
  vendor: generator.vendor,
  priceMicros,
  merit: instead,
});

/** The tightest of the budgets for all, and those of vendors. */
function leftOf(budgets: readonly Budget[]) {
  const ofAll = budgets.filter(({ kind }) => kind !== 'vendor').flatMap((budget) => leftIn(budget) ?? []);
  const ofVendors = budgets
    .filter(({ kind }) => kind === 'vendor')
    .map((budget) => [budget.key, leftIn(budget)] as const);
  return {
    leftMicros: ofAll.length === 0 ? null : Math.min(...ofAll),
    leftOfVendors: Object.fromEntries(ofVendors.flatMap(([key, left]) => (left === null ? [] : [[key, left]]))),
  };
}
