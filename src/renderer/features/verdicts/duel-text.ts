import { priceText } from '../../../shared/rating-text.ts';
import type { TakeView } from '../../../shared/take.ts';
import type { Standing } from './duels.ts';

/** `5 of 6`; ties count one half: `4½ of 6`. */
export function wonText({ won, met }: Pick<Standing, 'won' | 'met'>): string {
  const whole = Math.floor(won);
  const half = won - whole >= 0.5 ? '½' : '';
  return `${whole === 0 && half ? '' : whole}${half} of ${met}`;
}

/** Strengths this close are one place: the fit ends a hair apart for two that fared alike. */
const levelWithin = 1e-6;

/** The place of each standing, best first, from 1; those who are level share one. */
export function placesOf(standings: readonly Standing[]): number[] {
  const isLevel = (a: Standing | undefined, b: Standing): boolean =>
    a !== undefined && Math.abs(a.strength - b.strength) < levelWithin;
  return standings.map((each) => standings.findIndex((other) => isLevel(other, each)) + 1);
}

/** A take with its place, once names may be said. */
export type Placed = Standing & { readonly take: TakeView; readonly name: string };

/** Those on the first place, the cheapest of them first; none where nobody won. */
export function winnersOf<T extends Standing & Pick<Placed, 'take'>>(placed: readonly T[]): T[] {
  const places = placesOf(placed);
  return placed
    .filter(({ won }, index) => places[index] === 1 && won > 0)
    .toSorted((a, b) => a.take.cost.micros - b.take.cost.micros);
}

/** What the duels taught in a sentence: `Kling 2.5 won 5 of 6, at a third of the price of Veo 3.1.` Takes best first. */
export function taughtText(placed: readonly Placed[]): string {
  const [first, second] = placed;
  if (!first || !second) return '';
  if (placed.every(({ won }) => won === 0)) return 'None of them was found good.';
  const [at, next] = placesOf(placed);
  if (at === next) return levelText(first, second);
  const price = priceBeside(first, second);
  return `${first.name} won ${wonText(first)}${price && `, ${price}`}.`;
}

function levelText(first: Placed, second: Placed): string {
  const [cheap, dear] = first.take.cost.micros <= second.take.cost.micros ? [first, second] : [second, first];
  const price = priceBeside(cheap, dear);
  const end = price.startsWith('both') ? `, ${price}` : price && `, ${cheap.name} ${price}`;
  return `${cheap.name} and ${dear.name} came out level${end}.`;
}

/** To follow a comma; nothing where both takes are of the same maker. */
function priceBeside(winner: Placed, loser: Placed): string {
  if (winner.name === loser.name) return '';
  const text = priceText({ winner: pricesOf(winner), loser: pricesOf(loser) }, loser.name);
  return text.endsWith('price') ? `${text} ${text.includes('same') ? 'as' : 'of'} ${loser.name}` : text;
}

/** Of the takes as they are listed beside the sentence, whatever their lengths. */
const pricesOf = ({ take }: Placed) => ({ microsPerTake: take.cost.micros, microsPerSecond: null });
