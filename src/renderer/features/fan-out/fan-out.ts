import type { JobWish } from '../../../shared/batch.ts';
import { type Comparison, comparisonOf, mostColumns } from '../../../shared/comparison.ts';
import type { Film } from '../../../shared/film.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { seeds } from '../../../shared/random.ts';
import { type TakeView, takesOf } from '../../../shared/take.ts';
import { takeCount } from '../generation/batch-text.ts';

/** What somebody has chosen to compare, until it is sent. */
export type Choice = {
  /** In the film's order. */
  readonly sceneIds: readonly string[];
  /** Who is asked now, in the order of their columns. */
  readonly generators: readonly string[];
  /** Takes of each generator for each scene. */
  readonly each: number;
  /** Null lets chance choose. */
  readonly seed: number | null;
  /** Empty takes the usual name. */
  readonly name: string;
  /** Cells of the matrix that are not asked for. */
  readonly leftOut: ReadonlySet<string>;
};

/** What the film's schema takes: comparisons, and scenes of one; and wishes that the studio takes at once. */
const mostRuns = 500;
export const mostScenes = 50;
const mostTakes = 2000;

/** One generator for one scene. */
export const cellOf = (sceneId: string, generator: string): string => `${sceneId} ${generator}`;

/** What is chosen to begin with: nothing but the scene, or all that a run has already. */
export const firstChoice = (sceneId: string | null, run: Comparison | null): Choice => ({
  sceneIds: run?.sceneIds ?? (sceneId === null ? [] : [sceneId]),
  generators: [],
  each: 1,
  seed: run?.seed ?? null,
  name: run?.name ?? '',
  leftOut: new Set(),
});

/** The choice without what the film has lost meanwhile, scenes in the film's order. */
export function choiceNow(choice: Choice, { scenes }: Pick<Film, 'scenes'>): Choice {
  const chosen = new Set(choice.sceneIds);
  return { ...choice, sceneIds: scenes.filter(({ id }) => chosen.has(id)).map(({ id }) => id) };
}

/** How many takes of a cell a run has, made or on their way. */
export type Made = ReadonlyMap<string, number>;

export function madeBy(comparisonId: string, takes: readonly TakeView[], jobs: readonly Job[]): Made {
  const made = takes.flatMap((take) =>
    take.origin.kind === 'generated' && comparisonOf(take) === comparisonId
      ? [cellOf(take.sceneId, take.origin.generator)]
      : [],
  );
  const coming = jobs
    .filter((job) => job.comparisonId === comparisonId && !isSettled(job.state))
    .map(({ sceneId, generator }) => cellOf(sceneId, generator));
  const counts = new Map<string, number>();
  for (const cell of [...made, ...coming]) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

/** Takes of a generator in a run, over all its scenes. */
export const madeOf = (made: Made, generator: string): number =>
  [...made].reduce((sum, [cell, count]) => (cell.endsWith(` ${generator}`) ? sum + count : sum), 0);

/**
 * What is asked of the studio. The first takes of all come before the second ones, so that every column has something to
 * show soon. With a seed, the nth take of every cell has the same one, and never that of an earlier take of its cell.
 */
export function wishesOf(choice: Choice, comparisonId: string, made: Made): JobWish[] {
  const { sceneIds, generators, each, seed, leftOut } = choice;
  return Array.from({ length: each }, (_, nth) =>
    sceneIds.flatMap((sceneId) =>
      generators
        .filter((generator) => !leftOut.has(cellOf(sceneId, generator)))
        .map((generator): JobWish => {
          const wish = { sceneId, role: 'picture', generator, comparisonId } as const;
          if (seed === null) return wish;
          return { ...wish, seed: (seed + (made.get(cellOf(sceneId, generator)) ?? 0) + nth) % seeds };
        }),
    ),
  ).flat();
}

/** The choice narrowed to these wishes: other cells are left out, and generators without any cell go. */
export function narrowed(choice: Choice, wishes: readonly JobWish[]): Choice {
  const kept = new Set(wishes.map(({ sceneId, generator = '' }) => cellOf(sceneId, generator)));
  const generators = choice.generators.filter((id) => choice.sceneIds.some((scene) => kept.has(cellOf(scene, id))));
  const cells = choice.sceneIds.flatMap((scene) => generators.map((id) => cellOf(scene, id)));
  const sceneIds = choice.sceneIds.filter((scene) => generators.some((id) => kept.has(cellOf(scene, id))));
  return { ...choice, sceneIds, generators, leftOut: new Set(cells.filter((cell) => !kept.has(cell))) };
}

/** `3 scenes × 4 generators × 2 takes = 24 takes`; `8 takes` for one scene once. */
export function countText({ sceneIds, generators, each }: Choice, count: number): string {
  const { length: scenes } = sceneIds;
  const { length: columns } = generators;
  const factors = [
    scenes > 1 && `${scenes} scenes`,
    `${columns} ${columns === 1 ? 'generator' : 'generators'}`,
    each > 1 && `${each} takes`,
  ].filter((factor) => factor !== false);
  const less = scenes * columns * each - count;
  if (factors.length === 1 && less === 0) return takeCount(count);
  return `${factors.join(' × ')}${less > 0 ? ` − ${less}` : ''} = ${takeCount(count)}`;
}

/** Generators that a comparison needs at least: one is enough where there is something to compare it with. */
export const leastColumns = (run: Comparison | null, sceneIds: readonly string[], takes: readonly TakeView[]): 1 | 2 =>
  run || sceneIds.some((sceneId) => takesOf(takes, sceneId, 'picture').length > 0) ? 1 : 2;

/** The columns that the wall has afterwards. */
export const allColumns = (run: Comparison | null, { generators }: Choice): string[] => [
  ...new Set([...(run?.generators ?? []), ...generators]),
];

type Sendable = {
  readonly choice: Choice;
  readonly run: Comparison | null;
  /** Runs that the film has. */
  readonly runs: number;
  readonly least: 1 | 2;
  /** Takes that are asked for. */
  readonly count: number;
};

/** What is still to be chosen, or too much; null when it can be sent. */
export function lackOf({ choice, run, runs, least, count }: Sendable): string | null {
  const { length: columns } = allColumns(run, choice);
  const scenes = new Set([...(run?.sceneIds ?? []), ...choice.sceneIds]).size;
  if (!run && runs >= mostRuns) return `A film keeps ${mostRuns} comparisons. Remove one from the wall’s list first.`;
  if (choice.sceneIds.length === 0) return 'Choose a scene.';
  if (scenes > mostScenes) return `One comparison has at most ${mostScenes} scenes.`;
  if (choice.generators.length === 0) return least === 1 ? 'Choose a generator.' : 'Choose two generators or more.';
  if (choice.generators.length < least) return 'Choose one more generator.';
  if (columns > mostColumns) return `One wall shows ${mostColumns} generators. Take out ${columns - mostColumns}.`;
  if (count > mostTakes) return `${mostTakes} takes can be sent at once, and this is ${count}.`;
  return count === 0 ? 'All of it is left out.' : null;
}

/** What sending a choice writes about its run. */
export type RunPatch = Pick<Comparison, 'name' | 'sceneIds' | 'generators' | 'each' | 'seed'>;

/** The run as it is written into the film when the choice is sent. */
export const patchOf = (choice: Choice, run: Comparison | null, usualName: string): RunPatch => ({
  name: choice.name.trim() || usualName,
  sceneIds: [...new Set([...(run?.sceneIds ?? []), ...choice.sceneIds])],
  generators: allColumns(run, choice),
  each: Math.max(run && run.generators.length > 0 ? run.each : 1, choice.each),
  seed: choice.seed,
});

/** The same of a run as it is, to go back to. */
export const patchBack = ({ name, sceneIds, generators, each, seed }: Comparison): RunPatch => ({
  ...{ name, sceneIds, generators, each, seed },
});
