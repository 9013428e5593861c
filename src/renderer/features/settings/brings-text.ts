import { type GeneratorView, speaksItself } from '../../../shared/generator.ts';

const kinds = [
  ['for clips', (each) => each.role === 'picture' && each.category !== 'text-to-image' && !speaksItself(each)],
  ['for stills', (each) => each.category === 'text-to-image'],
  ['for avatars', (each) => each.category === 'avatar'],
  ['for short films', (each) => each.category === 'short-form'],
  ['for voices', (each) => each.role === 'voice'],
] as const satisfies readonly (readonly [string, (each: GeneratorView) => boolean])[];

/** `9 for clips · 3 for stills`: the generators that come with a vendor's key. */
export function bringsText(generators: readonly GeneratorView[], vendor: string): string {
  const own = generators.filter((each) => each.vendor === vendor);
  return kinds
    .map(([text, isOne]) => [own.filter(isOne).length, text] as const)
    .filter(([count]) => count > 0)
    .map(([count, text]) => `${count} ${text}`)
    .join(' · ');
}
