import type { Verdict } from '../../../shared/verdict.ts';
import { placeOf } from './blind.ts';

/** Two takes as they stand on the screen. */
export type Duel = { readonly left: string; readonly right: string };

/** A duel and what came of it: `best` holds one id, both when they are as good, none when both are bad. */
export type Decided = Duel & { readonly verdictId: string; readonly best: readonly string[] };

/** How a take fared in its duels. */
export type Standing = {
  readonly takeId: string;
  readonly met: number;
  /** A tie counts one half. */
  readonly won: number;
  readonly allBad: number;
  /** Logarithmic; 0 is the average of the takes. */
  readonly strength: number;
};

/** The duels of a scene that the ledger holds between takes which are still there, in the order in which they were decided. */
export function decidedDuels(
  verdicts: readonly Verdict[],
  sceneId: string,
  takeIds: readonly string[],
): readonly Decided[] {
  const there = new Set(takeIds);
  return verdicts
    .toReversed()
    .flatMap(({ id, mode, sceneId: of, contestants: [left, right], best }): Decided[] =>
      mode === 'duel' && of === sceneId && left && right && there.has(left.takeId) && there.has(right.takeId)
        ? [{ verdictId: id, left: left.takeId, right: right.takeId, best }]
        : [],
    );
}

/**
 * Duels that put `count` takes in order: all pairs of up to five, and of more about as many as the yes-or-no answers that
 * tell their orders apart, n log2 n.
 */
export function usualDuels(count: number): number {
  const pairs = (count * (count - 1)) / 2;
  return count <= 5 ? pairs : Math.min(pairs, Math.ceil(count * Math.log2(count) * 0.75));
}

/**
 * The duel that teaches most: of the pairs that have not met, those who met least, and of them the two that are closest by
 * what is known. Null when there is nothing left to ask. The same duels always lead to the same next one, so that a session
 * goes on where it was left.
 */
export function nextDuel(takeIds: readonly string[], decided: readonly Decided[]): Duel | null {
  if (decided.length >= usualDuels(takeIds.length)) return null;
  const standings = new Map(standingsOf(takeIds, decided).map((each) => [each.takeId, each]));
  const met = new Set(decided.map(({ left, right }) => pairKey(left, right)));
  const open = takeIds.flatMap((a, at) =>
    takeIds.slice(at + 1).flatMap((b) => (met.has(pairKey(a, b)) ? [] : [[a, b]])),
  );
  let best: { readonly pair: readonly string[]; readonly cost: readonly number[] } | null = null;
  for (const pair of open) {
    const [a, b] = pair.map((id) => standings.get(id));
    if (!a || !b) continue;
    const cost = [
      a.met + b.met,
      Math.abs(a.strength - b.strength),
      placeOf(pairKey(a.takeId, b.takeId), decided.length),
    ];
    if (!best || isLess(cost, best.cost)) best = { pair, cost };
  }
  return best && withSides(best.pair, decided);
}

/** Who stood on the left less often stands there now; chance decides between equals. */
function withSides([a = '', b = '']: readonly string[], decided: readonly Decided[]): Duel {
  const leaning = (id: string) =>
    count(decided, ({ left }) => left === id) - count(decided, ({ right }) => right === id);
  const lean = leaning(a) - leaning(b);
  const first = lean === 0 ? placeOf(pairKey(a, b), decided.length + 1) < 0.5 : lean < 0;
  return first ? { left: a, right: b } : { left: b, right: a };
}

/** The takes, best first, by a Bradley-Terry fit of the duels so far. */
export function standingsOf(takeIds: readonly string[], decided: readonly Decided[]): Standing[] {
  const strengths = strengthsOf(takeIds, decided);
  return takeIds
    .map((takeId) => {
      const own = duelsOf(decided, takeId);
      return {
        takeId,
        met: own.length,
        won: own.reduce((sum, duel) => sum + shareOf(duel, takeId), 0),
        allBad: count(own, ({ best }) => best.length === 0),
        strength: strengths.get(takeId) ?? 0,
      };
    })
    .sort((a, b) => b.strength - a.strength || b.won - a.won);
}

/** Rounds of the fit: so few takes have long settled by then. */
const rounds = 60;

/**
 * Hunter's MM algorithm (2004, Annals of Statistics 32). Everybody has drawn once with the average besides, which keeps
 * those who won or lost all finite; two that are both bad lose half a duel to the average each.
 */
function strengthsOf(takeIds: readonly string[], decided: readonly Decided[]): ReadonlyMap<string, number> {
  const known = new Map(takeIds.map((id) => [id, 1]));
  const power = (id: string) => known.get(id) ?? 1;
  const weightIn = ({ left, right, best }: Decided, id: string): number =>
    best.length === 0 ? 0.5 / (power(id) + 1) : 1 / (power(left) + power(right));
  const ownOf = new Map(takeIds.map((id) => [id, duelsOf(decided, id)]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [id, own] of ownOf) {
      const won = own.reduce((sum, duel) => sum + shareOf(duel, id), 0.5);
      const weight = own.reduce((sum, duel) => sum + weightIn(duel, id), 1 / (power(id) + 1));
      known.set(id, won / weight);
    }
  }
  return new Map([...known].map(([id, value]) => [id, Math.log(value)]));
}

const duelsOf = (decided: readonly Decided[], takeId: string): readonly Decided[] =>
  decided.filter(({ left, right }) => left === takeId || right === takeId);
const shareOf = ({ best }: Decided, takeId: string): number => (best.includes(takeId) ? 1 / best.length : 0);
const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
const count = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter(is).length;

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}
