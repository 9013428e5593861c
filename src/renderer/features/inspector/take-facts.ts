import type { Film, Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { isStale } from '../../../shared/inputs-digest.ts';
import { formatMicros } from '../../../shared/money.ts';
import type { TakeView } from '../../../shared/take.ts';
import { formatClock } from '../../../shared/time.ts';
import { modelName } from '../../lib/model-name.ts';
import { priceByHand } from '../../lib/price-by-hand.ts';
import { generatorIn } from '../generation/wishes.ts';

/** `Take 3 of 4 · Kling 3.0 via PiAPI`. */
export function takeOrigin(take: TakeView, count: number, generators: readonly GeneratorView[]): string {
  return `Take ${take.number} of ${count} · ${makerOf(take, generators)}`;
}

function makerOf({ origin, cost }: TakeView, generators: readonly GeneratorView[]): string {
  if (origin.kind === 'imported') return origin.originalName;
  const generator = generators.find((each) => each.id === origin.generator);
  if (!generator) return origin.generator;
  if (origin.kind === 'handed-off')
    // Its price says so where none is known.
    return cost.basis === 'stated' ? `${generator.name}, by hand` : generator.name;
  const { name, vendorName, vendor, id } = generator;
  return vendorName.includes(name) || name.startsWith(vendorName) || vendor === id
    ? name
    : `${modelName(generator)} via ${vendorName}`;
}

/** What the cut does with a take that the user's rules fail. */
export const notUsed = 'not used unless circled';

/** What the inspection found: bad, and first, where the user's rules make the take no good; else calm. */
export const findingsOf = ({ remarks }: TakeView): { readonly text: string; readonly tone: 'calm' | 'bad' }[] =>
  remarks
    .toSorted((one, other) => Number(other.severe) - Number(one.severe))
    .map(({ text, severe }) => ({ text, tone: severe ? 'bad' : 'calm' }));

/** The findings in one line, `frozen for 1.2 s, not used unless circled`, and their tone; null when there are none. */
export function findingsNote(take: TakeView): { readonly text: string; readonly tone: 'calm' | 'bad' } | null {
  const findings = findingsOf(take);
  if (findings.length === 0) return null;
  const isBad = findings.some(({ tone }) => tone === 'bad');
  const texts = findings.map(({ text }) => text);
  return { text: [...texts, ...(isBad ? [notUsed] : [])].join(', '), tone: isBad ? 'bad' : 'calm' };
}

/** Who spoke a voice take; what is wrong with it comes first. */
export function voiceNote(
  film: Film,
  scene: Scene,
  take: TakeView,
  generators: readonly GeneratorView[],
): { readonly text: string; readonly tone: 'calm' | 'warn' | 'bad' } {
  if (take.problem) return { text: take.problem.message, tone: 'bad' };
  const findings = findingsNote(take);
  if (findings?.tone === 'bad') return findings;
  if (isStale(film, scene, take, generatorIn(generators))) return { text: 'Changed since', tone: 'warn' };
  const maker = makerOf(take, generators);
  return { text: findings ? `${maker} · ${findings.text}` : maker, tone: 'calm' };
}

/** `$0.24 · 41 s`: what it cost and how long it took; of takes made elsewhere what is known. */
export function takeCost({ origin, cost, tookMs }: TakeView): string {
  if (origin.kind === 'imported') return 'imported';
  if (origin.kind === 'handed-off') return priceByHand(cost);
  const seconds = tookMs / 1000;
  const took = seconds < 60 ? `${Math.max(1, Math.round(seconds))} s` : formatClock(seconds);
  return `${formatMicros(cost.micros)} · ${took}`;
}
