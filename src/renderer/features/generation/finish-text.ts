import type { FinishPlan, JobWish } from '../../../shared/batch.ts';
import { takeCount } from './batch-text.ts';

/** The plan as the studio wants to hear it: each take with the generator that was planned for it. */
export const finishOrders = (plan: FinishPlan | undefined): readonly JobWish[] =>
  (plan?.scenes ?? []).flatMap(({ sceneId, role, generator }) => (generator ? [{ sceneId, role, generator }] : []));

/** `5 of 7 takes fit into the $2.10 that is left.` */
export function finishSummary({ scenes, leftMicros }: FinishPlan, sumText: (micros: number) => string): string {
  const fitting = scenes.filter(({ generator }) => generator !== null).length;
  if (leftMicros === null) return `No budget limits it: ${takeCount(fitting)}, each by the best choice for its scene.`;
  const count =
    fitting === scenes.length ? `All ${takeCount(fitting)} fit` : `${fitting} of ${takeCount(scenes.length)} fit`;
  return `${count} into the ${sumText(leftMicros)} that is left.`;
}
