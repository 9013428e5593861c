import type { Comparison } from '../../../shared/comparison.ts';
import { timeAgo } from '../../lib/time-ago.ts';

/** A comparison is always called something. */
export const runName = ({ name, generators }: Comparison): string =>
  name.trim() || (generators.length > 0 ? `Comparison of ${generators.length} generators` : 'Comparison');

type RunLine = { readonly run: Comparison; readonly label: string };

/** Comparisons as a menu lists them: those of the scene first, then the others, each the newest first. `now` in ms. */
export function runLines(comparisons: readonly Comparison[], sceneId: string, now: number): RunLine[] {
  const newest = comparisons.toReversed();
  const own = newest.filter(({ sceneIds }) => sceneIds.includes(sceneId));
  const lines = [...own, ...newest.filter((run) => !own.includes(run))].map((run) => ({
    run,
    label: `${runName(run)} · ${timeAgo(run.createdAt, now)}`,
  }));
  // Two of one name and hour are told apart.
  return lines.map(({ run, label }, index) => {
    const before = lines.slice(0, index).filter((line) => line.label === label).length;
    return { run, label: before > 0 ? `${label} (${before + 1})` : label };
  });
}
