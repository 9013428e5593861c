import type { TakeView } from '../../../shared/take.ts';
import type { Finding } from './api.ts';

/** Who made it; null for imported takes, which no rating counts. */
const generatorOf = ({ origin }: Pick<TakeView, 'origin'>): string | null =>
  origin.kind === 'generated' ? origin.generator : null;

/** The verdict that lies in circling one of the takes shown; null where it was no choice between generators. */
export function circleFinding(
  sceneId: string,
  comparisonId: string | null,
  circled: string | null,
  takes: readonly TakeView[],
): Finding | null {
  const sound = takes.filter(({ problem }) => !problem);
  const makers = new Set(sound.flatMap((take) => generatorOf(take) ?? []));
  if (makers.size < 2 || !circled || !sound.some(({ id }) => id === circled)) return null;
  const takeIds = sound.map(({ id }) => id);
  return { sceneId, comparisonId, mode: 'circle', blind: false, takeIds, best: [circled] };
}
