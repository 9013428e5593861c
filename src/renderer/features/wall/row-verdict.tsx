import { useCircleVerdict } from '../verdicts/use-circle-verdict.ts';
import { isTake } from './arrange.ts';
import type { Row } from './matrix.ts';

type Props = { row: Row; comparisonId: string | null; enabled: boolean };

/** Learns from what is circled while the takes of a scene stand side by side. Shows nothing. */
export function RowVerdict({ row: { scene, tiles }, comparisonId, enabled }: Props) {
  const takes = tiles.filter(isTake).flatMap(({ take }) => (take.problem ? [] : [take]));
  useCircleVerdict(scene, takes, enabled, comparisonId);
  return null;
}
