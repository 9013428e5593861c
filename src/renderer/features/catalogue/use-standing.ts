import { useQuery } from '@tanstack/react-query';
import type { GeneratorView } from '../../../shared/generator.ts';
import { keyTrouble } from '../../../shared/key-trouble.ts';
import { ringsQuery } from '../../lib/queries.ts';
import type { Tone } from '../../ui/chip.tsx';
import { type Standing, standingOf, standingText } from './standing.ts';

const tones: Readonly<Record<Standing, Tone>> = { usable: 'ok', key: 'calm', 'by-hand': 'run', closed: 'calm' };

/** How a generator stands today, in words. A vendor that refuses every key, or has no credit left, says so. */
export function useStanding(generator: GeneratorView): { readonly text: string; readonly tone: Tone } {
  const { data } = useQuery(ringsQuery());
  const standing = standingOf(generator);
  const ring = data?.find(({ vendor }) => vendor === generator.vendor);
  const trouble = standing === 'usable' && ring ? keyTrouble(ring) : null;
  if (trouble) return { text: `${generator.vendorName} ${trouble.text}`, tone: 'warn' };
  return { text: standingText(generator), tone: tones[standing] };
}
