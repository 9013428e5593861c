import { newId } from './ids.ts';
import type { Random } from './random.ts';
import type { Contestant, Verdict } from './verdict.ts';

/** For tests only: a clip of five seconds that stood for choice; `generator` null is an imported one. */
export const testContestant = (generator: string | null, changes: Partial<Contestant> = {}): Contestant => ({
  ...{ takeId: newId('take'), generator, vendor: generator, micros: 100_000, seconds: 5 },
  ...changes,
});

/** For tests only: a blind verdict at a testimonial; `best` are places in `generators`. */
export function testVerdict(
  generators: readonly (string | null | Contestant)[],
  best: readonly number[],
  changes: Partial<Verdict> = {},
): Verdict {
  const contestants = generators.map((one) => (typeof one === 'object' && one !== null ? one : testContestant(one)));
  return {
    ...{ id: newId('verdict'), filmId: newId('film'), filmTitle: 'Film', sceneId: newId('scene'), sceneTitle: '' },
    ...{ kind: 'testimonial', comparisonId: null, mode: contestants.length === 2 ? 'duel' : 'pick', blind: true },
    contestants,
    best: contestants.flatMap(({ takeId }, place) => (best.includes(place) ? takeId : [])),
    createdAt: '2026-11-20T10:00:00.000Z',
    ...changes,
  };
}

/** How somebody judges in tests. Shares of verdicts; `level`: takes nearer to the best than this, in logits, tie with it. */
export type TestJudge = { readonly level?: number; readonly allBad?: number; readonly most?: number };

/**
 * For tests only: verdicts of somebody to whom a take of each generator is worth its true strength and Gumbel noise, which
 * is what Bradley-Terry and Luce's choice suppose. Each is among two to `most` of them by chance.
 */
export function testVerdicts(
  truth: Readonly<Record<string, number>>,
  count: number,
  random: Random,
  { level = 0, allBad = 0, most = 4 }: TestJudge = {},
): Verdict[] {
  const names = Object.keys(truth);
  return Array.from({ length: count }, () => {
    const among = shuffled(names, random).slice(0, 2 + Math.floor(random() * (most - 1)));
    const worth = among.map((name) => (truth[name] ?? 0) - Math.log(-Math.log(1 - random())));
    const least = random() < allBad ? Number.POSITIVE_INFINITY : Math.max(...worth) - level;
    return testVerdict(
      among,
      [...worth.keys()].filter((place) => (worth[place] ?? 0) >= least),
    );
  });
}

const shuffled = (names: readonly string[], random: Random): string[] =>
  names
    .map((name) => [random(), name] as const)
    .sort(([a], [b]) => a - b)
    .map(([, name]) => name);
