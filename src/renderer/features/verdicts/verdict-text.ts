import type { Contestant, Verdict } from '../../../shared/verdict.ts';

/** `1 verdict`, `12 verdicts`. */
export const verdictCount = (count: number): string =>
  count === 1 ? '1 verdict' : `${count.toLocaleString('en')} verdicts`;

/** The contestants with names that tell them apart: `Kling 2.5`, and a second take of it `Kling 2.5 (2)`. */
export function contestantNames(
  contestants: readonly Contestant[],
  nameOf: (generator: string) => string,
): readonly { readonly takeId: string; readonly name: string }[] {
  const seen = new Map<string, number>();
  return contestants.map(({ takeId, generator }) => {
    const name = generator === null ? 'Imported take' : nameOf(generator);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { takeId, name: count === 1 ? name : `${name} (${count})` };
  });
}

/** Who was found better than whom: `Kling 2.5 over Veo 3.1 and 3 others`, `Kling 2.5 and Veo 3.1 as good`, `All bad: …`. */
export function findingText(
  { contestants, best }: Pick<Verdict, 'contestants' | 'best'>,
  nameOf: (generator: string) => string,
): string {
  const named = contestantNames(contestants, nameOf);
  const winners = named.filter(({ takeId }) => best.includes(takeId)).map(({ name }) => name);
  const others = named.filter(({ takeId }) => !best.includes(takeId)).map(({ name }) => name);
  if (winners.length === 0) return `All bad: ${listed(others)}`;
  const tie = winners.length > 1 ? ' as good' : '';
  return `${listed(winners)}${tie}${others.length > 0 ? `${tie && ','} over ${listed(others)}` : ''}`;
}

/** More names than these become a number. */
const mostNamed = 3;

/** `A, B and C`; of many `A, B, C and 4 others`. */
export function listed(names: readonly string[]): string {
  const left = names.length - mostNamed;
  const [last, ...rest] = left > 1 ? [`${left} others`, ...names.slice(0, mostNamed).reverse()] : names.toReversed();
  return rest.length === 0 ? (last ?? '') : `${rest.reverse().join(', ')} and ${last}`;
}

/** How it was found: `blind duel`, `picked blind`, `circled on an open wall`. */
export function modeText({ mode, blind }: Pick<Verdict, 'mode' | 'blind'>): string {
  if (mode === 'circle') return 'circled on an open wall';
  if (mode === 'duel') return blind ? 'blind duel' : 'open duel';
  return blind ? 'picked blind' : 'picked with names shown';
}
