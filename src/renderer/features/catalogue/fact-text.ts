import type { GeneratorView } from '../../../shared/generator.ts';
import { formatPrice } from '../../../shared/money.ts';
import { formatClock } from '../../../shared/time.ts';
import { categoryNames } from '../settings/priorities.ts';
import { scenePriceText } from './scene-price.ts';
import { isPriced, retiredText, standingText } from './standing.ts';

/** `5 or 10 s`, `4 to 12 s`, `any length`; nothing for stills. */
export function lengthText({
  limits: { seconds },
  category,
}: Pick<GeneratorView, 'limits' | 'category'>): string | null {
  if (category === 'text-to-image' || category === 'speech') return null;
  if (seconds === null) return 'any length';
  if (!Array.isArray(seconds)) return `${seconds.min} to ${seconds.max} s`;
  const sorted = seconds.toSorted((a, b) => a - b);
  return sorted.length <= 2 ? `${sorted.join(' or ')} s` : `${sorted[0]} to ${sorted.at(-1)} s`;
}

/** What it is given and gives besides: `still`, `first and last frame`, `3 references`, `sound`, `seed`. */
export function abilities({ limits, role }: Pick<GeneratorView, 'limits' | 'role'>): readonly string[] {
  const { still, lastFrame, references, sound, seed } = limits;
  const parts = [
    lastFrame ? 'first and last frame' : still === 'optional' && 'still',
    still === 'required' && 'needs the still',
    references > 0 && `${references} ${references === 1 ? 'reference' : 'references'}`,
    role === 'picture' && sound && 'sound',
    seed && 'seed',
  ];
  return parts.filter((part) => part !== false);
}

/** `5 or 10 s · 720p 1080p`: what the takes are like. */
export const shapeText = (generator: GeneratorView): string =>
  [lengthText(generator), generator.limits.resolutions?.join(' '), generator.limits.aspects?.join(' ')]
    .filter(Boolean)
    .join(' · ');

/** `41 s`, `1:30`: how long a take usually takes. */
export const paceText = ({ typicalSeconds }: Pick<GeneratorView, 'typicalSeconds'>): string =>
  typicalSeconds < 60 ? `${Math.round(typicalSeconds)} s` : formatClock(typicalSeconds);

const statusNames: Readonly<Record<GeneratorView['status']['kind'], string>> = {
  live: 'Live',
  preview: 'Preview: may change or end at any time',
  retired: 'Retired',
  'hand-off': 'By hand, in the tool’s own site',
};
export const statusText = ({ status }: Pick<GeneratorView, 'status'>): string =>
  status.kind === 'retired' ? retiredText(status.since) : statusNames[status.kind];

/** Everything that can be compared of a generator, in words, in the order in which it is read. An empty text is nothing known. */
export function factsOf(generator: GeneratorView): readonly (readonly [label: string, text: string])[] {
  const { limits, price } = generator;
  const takesPrice = isPriced(generator);
  return [
    ['Use', standingText(generator)],
    ['Status', statusText(generator)],
    ['Category', categoryNames[generator.category]],
    ['Maker', generator.maker],
    ['Vendor', generator.vendorName],
    ['Price', takesPrice ? formatPrice(price) : ''],
    ['A 5 s scene', takesPrice ? scenePriceText(generator) : ''],
    ['Free allowance', generator.free ?? ''],
    ['Quality', `${generator.quality} of 100`],
    ['Usual time', takesPrice ? paceText(generator) : ''],
    ['Length', lengthText(generator) ?? ''],
    ['Resolutions', limits.resolutions?.join(', ') ?? ''],
    ['Shapes', generator.role === 'voice' ? '' : (limits.aspects?.join(', ') ?? 'any')],
    ['Still', { required: 'needs one', optional: 'takes one', no: '' }[limits.still]],
    ['Last frame', limits.lastFrame ? 'takes one' : ''],
    ['References', limits.references > 0 ? `up to ${limits.references}` : ''],
    ['Sound', generator.role === 'picture' && limits.sound ? 'with sound' : ''],
    ['Seed', limits.seed ? 'takes one' : ''],
    ['Longest text', limits.characters === null ? '' : `${limits.characters.toLocaleString('en-US')} characters`],
    ['Voices', generator.voices.length > 0 ? String(generator.voices.length) : ''],
    ['Good at', generator.strengths.join(', ')],
  ];
}
