import type { GeneratorView } from '../../../shared/generator.ts';
import { formatPrice } from '../../../shared/money.ts';

/** What a generator can make, in a few words: `5 or 10 s · needs a still · good at cinematic`. */
export function limitsText({ limits, strengths, role }: GeneratorView, kind: string | null): string {
  const parts = [
    role === 'picture' && lengthText(limits.seconds),
    limits.aspects && `${limits.aspects.join(' ')}`,
    limits.still === 'required' && 'needs a still',
    limits.still === 'optional' && 'takes a still',
    kind !== null && strengths.some((strength) => strength === kind) && `good at ${kind}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

function lengthText(seconds: GeneratorView['limits']['seconds']): string {
  if (seconds === null) return 'any length';
  if (!Array.isArray(seconds)) return `${seconds.min} to ${seconds.max} s`;
  const sorted = [...seconds].sort((a, b) => a - b);
  if (sorted.length <= 2) return `${sorted.join(' or ')} s`;
  return `${sorted[0]} to ${sorted.at(-1)} s in ${sorted.length} steps`;
}

/** `$0.05 / s`; what one take of this scene costs is said on the button. */
export const priceText = (generator: GeneratorView): string => formatPrice(generator.price);

/** Usable ones first, else in the catalogue's order. */
export function offered(generators: readonly GeneratorView[], role: GeneratorView['role']): GeneratorView[] {
  const own = generators.filter((generator) => generator.role === role);
  return [...own.filter((each) => each.usable), ...own.filter((each) => !each.usable)];
}
