import type { Kind } from './film.ts';
import type { Beats } from './rating.ts';
import type { AveragePrice } from './rating-price.ts';

/** Kinds of scenes, several of them, within a sentence. */
export const kindPlurals: Readonly<Record<Kind, string>> = {
  hook: 'hooks',
  story: 'story scenes',
  testimonial: 'testimonials',
  explanation: 'explanations',
  product: 'product scenes',
  lifestyle: 'lifestyle scenes',
  broll: 'B-roll',
  brand: 'brand scenes',
  cinematic: 'cinematic scenes',
  cta: 'calls to action',
};

/**
 * How far a comparison of two can be relied on: `sure` beyond two standard errors, `fairly` beyond one. Within one it is
 * `even` where the two are known to be close, and `unknown` where too little is known.
 */
export type Doubt = 'sure' | 'fairly' | 'even' | 'unknown';

/** So narrow is the interval of two that are called even: 4 to 6 in 10, and somewhat more. */
const evenWidth = 0.22;

export function doubtOf({ probability, low, high }: Beats): Doubt {
  if (low <= 0.5 && high >= 0.5) return high - low < evenWidth ? 'even' : 'unknown';
  const error = (logit(high) - logit(low)) / 2;
  return Math.abs(logit(probability)) > 2 * error ? 'sure' : 'fairly';
}

const logit = (chance: number): number => Math.log(chance) - Math.log1p(-chance);

/** `7 in 10`; close to certainty `19 in 20`, `99 in 100`. */
export function oddsText(probability: number): string {
  const rare = Math.min(probability, 1 - probability);
  const of = rare < 0.02 ? 100 : rare < 0.075 ? 20 : 10;
  return `${Math.min(of - 1, Math.max(1, Math.round(probability * of)))} in ${of}`;
}

export type BeatsSentence = {
  /** Null is all kinds together. */
  readonly kind: Kind | null;
  /** Names of two generators; the stronger goes first. */
  readonly winner: string;
  readonly loser: string;
  /** How the first fares against the second. */
  readonly beats: Beats;
  readonly prices: { readonly winner: AveragePrice; readonly loser: AveragePrice };
};

/**
 * A sentence for people: `For testimonials, B beats A 7 in 10, at a third of the price (fairly sure).` Where the verdicts
 * do not tell the two apart, it says so.
 */
export function beatsText({ kind, winner, loser, beats, prices }: BeatsSentence): string {
  const start = kind === null ? 'Over all kinds of scenes' : `For ${kindPlurals[kind]}`;
  const price = priceText(prices, loser);
  const odds = `${winner} beats ${loser} ${oddsText(beats.probability)}, ${price}`;
  switch (doubtOf(beats)) {
    case 'sure':
      return `${start}, ${odds}.`;
    case 'fairly':
      return `${start}, ${odds} (fairly sure).`;
    case 'even':
      return `${start}, ${winner} does about as well as ${loser}, ${price}.`;
    case 'unknown':
      return `${start}, there are too few verdicts to tell ${winner} from ${loser}.`;
  }
}

/**
 * What the first costs beside the second, to follow a comma: `at a third of the price`, `at the same price`, `at twice the
 * price`, `for free`, `though A is free`. By the second where both made clips, else by the take. `loser` is a name.
 */
export function priceText(prices: BeatsSentence['prices'], loser: string): string {
  const [mine, others] = comparable(prices);
  if (mine === 0) return others === 0 ? 'both for free' : 'for free';
  return others === 0 ? `though ${loser} is free` : `at ${ratioText(mine / others)} price`;
}

function comparable({ winner, loser }: BeatsSentence['prices']): readonly [number, number] {
  if (winner.microsPerSecond === null || loser.microsPerSecond === null)
    return [winner.microsPerTake, loser.microsPerTake];
  return [winner.microsPerSecond, loser.microsPerSecond];
}

const shares: readonly (readonly [number, string])[] = [
  [1 / 10, 'a tenth of the'],
  [1 / 5, 'a fifth of the'],
  [1 / 4, 'a quarter of the'],
  [1 / 3, 'a third of the'],
  [1 / 2, 'half the'],
  [2 / 3, 'two thirds of the'],
  [3 / 4, 'three quarters of the'],
  [1, 'the same'],
  [3 / 2, 'one and a half times the'],
  [2, 'twice the'],
];

/** In the words of the nearest share, as the ear has it: by proportion. */
function ratioText(ratio: number): string {
  if (ratio < 1 / 12) return 'less than a tenth of the';
  if (ratio >= 2.5) return ratio > 100 ? 'more than 100 times the' : `${Math.round(ratio)} times the`;
  const distance = (share: number): number => Math.abs(Math.log(ratio / share));
  return shares.reduce((best, each) => (distance(each[0]) < distance(best[0]) ? each : best))[1];
}
