import { categories, type GeneratorView } from '../../../shared/generator.ts';
import { isOnSale } from '../generation/picker-groups.ts';

export type Category = (typeof categories)[number];
export type Priorities = Readonly<Record<string, number>>;

export const categoryNames: Record<Category, string> = {
  'text-to-video': 'Clips from words',
  'image-to-video': 'Clips from a still',
  'text-to-image': 'Stills from words',
  avatar: 'Avatars',
  'short-form': 'Short films',
  speech: 'Voices',
};

/** One generator with the place that the catalogue gives it and the one in force. */
export type Ordered = {
  readonly generator: GeneratorView;
  readonly priority: number;
  /** The catalogue's, where the user's differs from it; else null. */
  readonly usual: number | null;
};

/**
 * The catalogue by category, in the catalogue's own order: a line stays where it is while its number is stepped. Empty
 * categories are left out, and what nobody can order: it is never offered.
 */
export function byCategory(
  generators: readonly GeneratorView[],
  own: Priorities,
): { readonly category: Category; readonly generators: readonly Ordered[] }[] {
  return categories
    .map((category) => ({
      category,
      generators: generators
        .filter((generator) => generator.category === category && isOnSale(generator))
        .toSorted((a, b) => a.priority - b.priority || a.name.localeCompare(b.name))
        .map((generator): Ordered => {
          const priority = own[generator.id] ?? generator.priority;
          return { generator, priority, usual: priority === generator.priority ? null : generator.priority };
        }),
    }))
    .filter((group) => group.generators.length > 0);
}

/** The user's priorities with one changed; the catalogue's own number is not kept as a change. */
export function withPriority(own: Priorities, generator: GeneratorView, priority: number): Record<string, number> {
  const { [generator.id]: _, ...others } = own;
  return priority === generator.priority ? others : { ...others, [generator.id]: priority };
}
