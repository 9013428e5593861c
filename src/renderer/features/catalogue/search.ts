import type { GeneratorView } from '../../../shared/generator.ts';
import { categoryNames } from '../settings/priorities.ts';

/** Shorter words are no typing mistakes of each other. */
const shortestGuess = 4;

function textOf(generator: GeneratorView): string {
  const { name, alsoCalled = [], vendorName, maker, family, category, strengths, id, source } = generator;
  const own = source === 'own' ? 'own' : '';
  return [name, ...alsoCalled, vendorName, maker, family, category, categoryNames[category], ...strengths, id, own]
    .join(' ')
    .toLowerCase();
}

/**
 * The generators whose names hold every word of the search. A word that nothing holds is taken for a slip of one letter,
 * unless it is short.
 */
export function searched(generators: readonly GeneratorView[], search: string): readonly GeneratorView[] {
  const texts = new Map(generators.map((each) => [each, textOf(each)]));
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.reduce((found, word) => {
    const exact = generators.some((each) => texts.get(each)?.includes(word));
    const holds = exact || word.length < shortestGuess ? (text: string) => text.includes(word) : nearly(word);
    return found.filter((each) => holds(texts.get(each) ?? ''));
  }, generators);
}

/** Whether some word of a text begins with `word` but for one slip. */
const nearly = (word: string) => (text: string) =>
  text
    .split(/[^\p{L}\p{N}.]+/u)
    .some((each) => [-1, 0, 1].some((by) => isOneSlip(word, each.slice(0, word.length + by))));

/** One letter too many, too few, another one, or two that changed places. */
export function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [a, b] = [one.slice(at), other.slice(at)];
  const swapped = a.length >= 2 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || swapped;
}
