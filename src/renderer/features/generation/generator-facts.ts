import type { GeneratorView } from '../../../shared/generator.ts';

/** What a generator can make, in a few words: `5 or 10 s · needs a still · with sound`. */
export function limitsText({ limits, role, category }: GeneratorView): string {
  const parts = [
    role === 'picture' && (category === 'text-to-image' ? 'a still' : lengthText(limits.seconds)),
    limits.aspects?.join(' '),
    limits.still === 'required' && 'needs a still',
    limits.still === 'optional' && 'takes a still',
    role === 'picture' && limits.sound && 'with sound',
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
