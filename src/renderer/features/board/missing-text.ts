import type { Wish } from '../generation/wishes.ts';

/** What the button means; where something stands in the way, what: `2 cannot start yet: Kling 2.5 needs a PiAPI key`. */
export function missingTip(held: readonly Pick<Wish, 'hindrance'>[]): string {
  if (held.length === 0) return 'Every picture and voice that the film still lacks';
  const reasons = [...new Set(held.map(({ hindrance }) => hindrance))];
  const more = reasons.length > 2 ? ` and ${reasons.length - 2} more` : '';
  return `${held.length} cannot start yet: ${reasons.slice(0, 2).join('; ')}${more}`;
}
