import { z } from 'zod';
import { idSchema, newId } from './ids.ts';
import type { Take } from './take.ts';

/** Generators that one comparison sets side by side at most: more cannot be told apart on one wall. */
export const mostColumns = 12;
/** Takes that one comparison asks of each generator at most. */
export const mostEach = 4;

export const wallModes = ['wall', 'wipe', 'duel'] as const;
export type WallMode = (typeof wallModes)[number];

/** `number`: as they came, or by column. The others put the best, the cheapest, the quickest made, or the longest first. */
export const wallSorts = ['number', 'fit', 'price', 'time', 'length', 'stars'] as const;
export type WallSort = (typeof wallSorts)[number];

/** How a wall is looked at. */
export const wallViewSchema = z.object({
  mode: z.enum(wallModes),
  sort: z.enum(wallSorts),
  /** What is left aside. `flawed`: takes with remarks of the inspection. */
  hide: z.object({ rejected: z.boolean(), flawed: z.boolean(), unstarred: z.boolean() }),
  /** Left and right of the wipe; null is the first two. */
  pair: z.tuple([idSchema('take'), idSchema('take')]).nullable(),
  /** Names hidden and the order shuffled by `seed`, until the verdict reveals them; null is open. */
  blind: z.object({ seed: z.number().int().nonnegative(), revealed: z.boolean() }).nullable(),
});
export type WallView = z.infer<typeof wallViewSchema>;

export const usualWallView: WallView = {
  mode: 'wall',
  sort: 'number',
  hide: { rejected: false, flawed: false, unstarred: false },
  pair: null,
  blind: null,
};

/**
 * One comparison run: some scenes across some generators, and how it was looked at last. Its takes name it (`origin`), so
 * that it is whole again wherever the film folder goes; `takeIds` are those that were added by hand.
 */
export const comparisonSchema = z.object({
  id: idSchema('comparison'),
  name: z.string().max(120),
  /** ISO time. */
  createdAt: z.string(),
  sceneIds: z.array(idSchema('scene')).min(1).max(50),
  /** Columns, in order; empty where only takes were put side by side. */
  generators: z.array(z.string()).max(mostColumns),
  /** Takes asked of each generator for each scene. */
  each: z.number().int().min(1).max(mostEach),
  /** Given to every generator that takes one; null is another by chance for each take. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .nullable(),
  takeIds: z.array(idSchema('take')).max(500),
  view: wallViewSchema,
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** A new comparison of `sceneIds`; `init` overrides the defaults. */
export const newComparison = (
  init: Pick<Comparison, 'sceneIds'> & Partial<Omit<Comparison, 'id'>>,
  now: Date = new Date(),
): Comparison => ({
  id: newId('comparison'),
  name: '',
  createdAt: now.toISOString(),
  generators: [],
  each: 1,
  seed: null,
  takeIds: [],
  view: usualWallView,
  ...init,
});

/** The comparison that a take was made for; null for any other take. */
export const comparisonOf = ({ origin }: Pick<Take, 'origin'>): string | null =>
  origin.kind === 'generated' ? origin.comparisonId : null;

/** The takes of a comparison that are there, in the order given. */
export function comparisonTakes<T extends Take>(comparison: Comparison, takes: readonly T[]): T[] {
  const added = new Set(comparison.takeIds);
  return takes.filter(
    (take) => take.role === 'picture' && (comparisonOf(take) === comparison.id || added.has(take.id)),
  );
}
