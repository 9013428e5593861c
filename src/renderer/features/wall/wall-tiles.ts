import { type Comparison, comparisonTakes } from '../../../shared/comparison.ts';
import type { Scene } from '../../../shared/film.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { type Mark, markOf } from '../../../shared/mark.ts';
import { type TakeView, takesOf } from '../../../shared/take.ts';
import { isTrouble } from '../generation/job-text.ts';

/** A place on the wall. It belongs to the same wish from the job to its take, so that nothing moves while columns fill. */
type Place = {
  /** Of the job, then of the take that it became: the same. */
  readonly key: string;
  /** Counts from 1 among the places of its scene. */
  readonly place: number;
  readonly scene: Scene;
  /** Null for imported takes. */
  readonly generator: string | null;
  /** The column of the comparison that it stands in, and where in it; null beside the columns. */
  readonly column: { readonly generator: string; readonly slot: number } | null;
};
export type TakeTile = Place & {
  readonly kind: 'take';
  readonly take: TakeView;
  readonly mark: Mark;
  readonly circled: boolean;
};
/** At work, failed, stopped, or its fate is not known. */
export type JobTile = Place & { readonly kind: 'job'; readonly job: Job };
/** A column asked for it, but nobody made it. */
export type GapTile = Place & { readonly kind: 'gap'; readonly generator: string };
export type WallTile = TakeTile | JobTile | GapTile;

/** Whether somebody still works on it. */
export const isUnderWay = (tile: WallTile): boolean => tile.kind === 'job' && !isSettled(tile.job.state);

type TakeItem = { readonly kind: 'take'; readonly take: TakeView };
type JobItem = { readonly kind: 'job'; readonly job: Job };
type Item = (TakeItem | JobItem) & {
  readonly key: string;
  readonly generator: string | null;
  /** ISO time at which it was asked for, as well as anyone knows. */
  readonly begun: string;
};

export type TileSource = {
  readonly scene: Scene;
  /** Of the whole film. */
  readonly takes: readonly TakeView[];
  readonly jobs: readonly Job[];
  /** Null shows all takes of the scene. */
  readonly comparison: Comparison | null;
};

/** All places of one scene, in their order. */
export function sceneTiles(source: TileSource): WallTile[] {
  const { comparison, scene } = source;
  const items = itemsOf(source);
  if (!comparison) return items.map((item, index) => tileOf(scene, item, index + 1, null));
  const columns = columnItems(comparison, items);
  const inColumns = new Set(columns.flatMap(({ item }) => (item ? [item] : [])));
  const beside = items.filter((item) => item.kind === 'take' && !inColumns.has(item));
  return [
    ...columns.map(({ generator, slot, item }, index): WallTile => {
      const column = { generator, slot };
      const place = index + 1;
      if (item) return tileOf(scene, item, place, column);
      return { kind: 'gap', key: `${generator} ${slot}`, place, scene, generator, column };
    }),
    ...beside.map((item, index) => tileOf(scene, item, columns.length + index + 1, null)),
  ];
}

function tileOf(scene: Scene, item: Item, place: number, column: Place['column']): WallTile {
  const { key, generator } = item;
  if (item.kind === 'job') return { kind: 'job', key, place, scene, generator, column, job: item.job };
  const { take } = item;
  const mark = markOf(scene, take.id);
  const circled = scene.circled.picture === take.id;
  return { kind: 'take', key, place, scene, generator, column, take, mark, circled };
}

/** Takes and jobs of the scene in the order in which they were asked for. */
function itemsOf({ scene, takes, jobs, comparison }: TileSource): Item[] {
  const own = jobs.filter((job) => job.role === 'picture' && job.sceneId === scene.id);
  const known = new Map(own.map((job) => [job.id, job]));
  const shown = comparison ? takesOfRun(comparison, scene, takes) : takesOfScene(scene, takes);
  const made = shown.map((take) => takeItem(take, known));
  const there = new Set(takes.map(({ id }) => id));
  const atWork = own
    .filter((job) => (comparison ? isOfRun(comparison, job) : !isSettled(job.state) || isTrouble(job)))
    .filter((job) => job.takeId === null || !there.has(job.takeId))
    .filter((job) => job.state !== 'done')
    .map(jobItem);
  const items = [...made, ...atWork].sort(byBegun);
  return items.filter((item) => !isAnswered(item, items));
}

const isOfRun = (comparison: Comparison, job: Job): boolean => job.comparisonId === comparison.id;

/** The scene's own, and the one that it circled from another scene. */
const takesOfScene = (scene: Scene, takes: readonly TakeView[]): TakeView[] => [
  ...takesOf(takes, scene.id, 'picture'),
  ...takes.filter(({ id, sceneId }) => id === scene.circled.picture && sceneId !== scene.id),
];

/** A take that was added by hand may be of a scene that the run does not have: it stands with its first. */
const takesOfRun = (comparison: Comparison, scene: Scene, takes: readonly TakeView[]): TakeView[] =>
  comparisonTakes(comparison, takes).filter(({ sceneId }) => {
    const home = comparison.sceneIds.includes(sceneId) ? sceneId : comparison.sceneIds[0];
    return home === scene.id;
  });

function takeItem(take: TakeView, known: ReadonlyMap<string, Job>): Item {
  const { origin } = take;
  if (origin.kind === 'imported') return { kind: 'take', take, key: take.id, generator: null, begun: take.createdAt };
  if (origin.kind === 'handed-off')
    return { kind: 'take', take, key: take.id, generator: origin.generator, begun: take.createdAt };
  const begun = known.get(origin.jobId)?.createdAt ?? before(take.createdAt, take.tookMs);
  return { kind: 'take', take, key: origin.jobId, generator: origin.generator, begun };
}

const before = (iso: string, ms: number): string => new Date(Date.parse(iso) - ms).toISOString();

const jobItem = (job: Job): Item => ({
  kind: 'job',
  job,
  key: job.id,
  generator: job.generator,
  begun: job.createdAt,
});

const byBegun = (a: Item, b: Item): number => a.begun.localeCompare(b.begun) || a.key.localeCompare(b.key);

/** An older trouble that its generator was asked to make good is told by the newer one. */
const isAnswered = (item: Item, items: readonly Item[]): boolean =>
  item.kind === 'job' &&
  isSettled(item.job.state) &&
  items.some((other) => other.generator === item.generator && other.begun > item.begun);

type ColumnItem = { readonly generator: string; readonly slot: number; readonly item: Item | null };

/** Each generator of the run has as many places as takes were asked of it, and more where it made more. */
const columnItems = ({ generators, each }: Comparison, items: readonly Item[]): ColumnItem[] =>
  generators.flatMap((generator) => {
    const own = items.filter((item) => item.generator === generator);
    const places = Math.max(each, own.length);
    return Array.from({ length: places }, (_, slot) => ({ generator, slot, item: own[slot] ?? null }));
  });
