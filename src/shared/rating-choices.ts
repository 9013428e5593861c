import type { Verdict } from './verdict.ts';

/** What one verdict says of generators: those that stood for choice, each once, and those of the best take. */
export type Ballot = { readonly generators: readonly string[]; readonly best: readonly string[] };

/** `weight` choices of one out of `members`, which are places in `Choices.generators`. */
export type ChoiceSet = { readonly members: readonly number[]; readonly weight: number };

/** All that the strengths are worked out from: who was chosen how often, and out of whom. */
export type Choices = {
  /** Sorted by id. */
  readonly generators: readonly string[];
  /** In the order of `generators`. */
  readonly wins: readonly number[];
  /** Each set once. */
  readonly sets: readonly ChoiceSet[];
};

/**
 * A verdict as a ballot of generators: a generator with several takes stands with its best one, and takes that nobody
 * generated leave. Null where fewer than two generators are left, or where only a take that left was best.
 */
export function ballotOf({ contestants, best }: Pick<Verdict, 'contestants' | 'best'>): Ballot | null {
  const chosen = contestants.filter(({ takeId }) => best.includes(takeId));
  const ballot = { generators: generatorsOf(contestants), best: generatorsOf(chosen) };
  const lost = best.length > 0 && ballot.best.length === 0;
  return ballot.generators.length < 2 || lost ? null : ballot;
}

const generatorsOf = (contestants: Verdict['contestants']): string[] => [
  ...new Set(contestants.flatMap(({ generator }) => generator ?? [])),
];

/**
 * The choices that `ballots` stand for (Luce 1959). One winner was chosen out of all. Of n that tie, each has 1/n of a
 * choice before those that lost, and 1/n of a choice among the tied, which draws them together. A ballot without a best
 * stands for no choice.
 */
export function choicesOf(ballots: readonly Ballot[]): Choices {
  const generators = [...new Set(ballots.flatMap((ballot) => ballot.generators))].sort();
  const placeOf = new Map(generators.map((generator, place) => [generator, place]));
  const wins = generators.map(() => 0);
  const sets = new Map<string, { readonly members: readonly number[]; weight: number }>();

  const choose = (winner: string, out: readonly string[], weight: number): void => {
    if (out.length < 2) return;
    const members = out.map((generator) => placeOf.get(generator) ?? 0).sort((a, b) => a - b);
    const place = placeOf.get(winner) ?? 0;
    wins[place] = (wins[place] ?? 0) + weight;
    const key = members.join();
    const set = sets.get(key) ?? { members, weight: 0 };
    set.weight += weight;
    sets.set(key, set);
  };

  for (const { generators: all, best } of ballots) {
    const rest = all.filter((generator) => !best.includes(generator));
    for (const winner of best) {
      choose(winner, [winner, ...rest], 1 / best.length);
      choose(winner, best, 1 / best.length);
    }
  }
  return { generators, wins, sets: [...sets.values()] };
}
