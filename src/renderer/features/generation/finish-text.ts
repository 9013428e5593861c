import type { FinishPlan, JobWish } from '../../../shared/batch.ts';
import { takeCount } from './batch-text.ts';

/** The plan as the studio wants to hear it: each take with the generator that was planned for it. */
export const finishOrders = (plan: FinishPlan | undefined): readonly JobWish[] =>
  (plan?.scenes ?? []).flatMap(({ sceneId, role, generator }) => (generator ? [{ sceneId, role, generator }] : []));

/** `5 of 7 takes fit into the $2.10 that is left.` */
export function finishSummary({ scenes, leftMicros }: FinishPlan, sumText: (micros: number) => string): string {
  const fitting = scenes.filter(({ generator }) => generator !== null).length;
  if (leftMicros === null) return `No budget limits it: ${takeCount(fitting)}, each by the best choice for its scene.`;
  return `${fittingText(fitting, scenes.length)} into the ${sumText(leftMicros)} that is left.`;
}

function fittingText(fitting: number, wished: number): string {
  if (fitting < wished) return `${fitting} of ${takeCount(wished)} fit`;
  return wished === 1 ? 'The take fits' : `All ${takeCount(wished)} fit`;
}
