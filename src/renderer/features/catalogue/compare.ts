import type { GeneratorView } from '../../../shared/generator.ts';
import { factsOf } from './fact-text.ts';

/** One fact of several generators side by side; empty where nothing is known, or it does not have it. */
export type ComparedRow = { readonly label: string; readonly texts: readonly string[]; readonly differs: boolean };

/** The facts of generators side by side; what none of them has is left out. */
export function comparedRows(generators: readonly GeneratorView[]): readonly ComparedRow[] {
  const facts = generators.map(factsOf);
  return (facts[0] ?? [])
    .map(([label], at) => {
      const texts = facts.map((each) => each[at]?.[1] ?? '');
      return { label, texts, differs: new Set(texts).size > 1 };
    })
    .filter(({ texts }) => texts.some((text) => text !== ''));
}
