import type { CrashFilm } from './crash-film.ts';
import type { KillPoint, When } from './life-order.ts';
import type { Life } from './run-life.ts';
import { type Scenario, scenarios, strikes } from './shapes.ts';

/** What was done to a film. */
export type Havoc = {
  /** Moments of the journal at which no kill came about. */
  readonly missed: readonly KillPoint[];
  /** Moments of the journal at which an engine died. */
  readonly hit: number;
  /** Kills from outside. */
  readonly struck: number;
};

type Target = KillPoint & { readonly scenario: Scenario };

const finish: Scenario = { name: 'the last life', wishes: 0, sabotage: [], acts: ['take-up', 'clear-up'] };
/** Which job comes to a step first differs from life to life; it may have been one of a life before. */
const tries = 4;

/**
 * Kills engines at every step that the journal has here, as lives without a kill show, in an order of chance, and at
 * moments of no journal; the last life brings everything to its end.
 */
export async function killEverywhere(film: CrashFilm, random: () => number): Promise<Havoc> {
  const targets = chosen(await findTargets(film), film.shape, random);
  const missed: KillPoint[] = [];
  for (const target of shuffled(targets, random)) {
    if (!(await killAt(film, target))) missed.push({ step: target.step, when: target.when });
  }
  let struck = 0;
  for (const strike of shuffled(strikes, random)) {
    if ((await film.strike(strike)).killed) struck += 1;
  }
  await film.live(finish);
  return { missed, hit: targets.length - missed.length, struck };
}

async function killAt(film: CrashFilm, { scenario, step, when }: Target): Promise<boolean> {
  for (let n = 0; n < tries; n++) if ((await film.live(scenario, { step, when })).killed) return true;
  return false;
}

/**
 * One moment on each side of every commit: ahead of a transaction and inside it, the disk holds the same, and chance says
 * which of them it is. Of a twin one moment of each step, for the other side is its sibling's.
 */
function chosen(targets: readonly Target[], { twin }: CrashFilm['shape'], random: () => number): Target[] {
  return [...Map.groupBy(targets, ({ step }) => step).values()].flatMap((moments) => {
    const mixed = shuffled(moments, random);
    if (twin) return mixed.slice(0, 1);
    const uncommitted = mixed.filter(({ when }) => when !== 'after').slice(0, 1);
    return [...uncommitted, ...mixed.filter(({ when }) => when === 'after')];
  });
}

/** Each moment with the first scenario that leads there. */
async function findTargets(film: CrashFilm): Promise<Target[]> {
  const targets = new Map<string, Target>();
  for (const scenario of scenarios) {
    for (const point of momentsOf(await film.live(scenario))) {
      const name = `${point.step} ${point.when}`;
      if (!targets.has(name)) targets.set(name, { ...point, scenario });
    }
  }
  return [...targets.values()];
}

const isWhen = (text: string | undefined): text is When => ['before', 'inside', 'after'].includes(text ?? '');

/** The moments of the journal that a life told of. */
function momentsOf({ story }: Life): KillPoint[] {
  return story.flatMap((line) => {
    const [step = '', when, more] = line.split(' ');
    return isWhen(when) && more === undefined ? [{ step, when }] : [];
  });
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [result[last], result[other]];
    if (a !== undefined && b !== undefined) [result[last], result[other]] = [b, a];
  }
  return result;
}
