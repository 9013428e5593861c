import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fallback } from '../../../../shared/chain.ts';
import { newScene } from '../../../../shared/film.ts';
import { chargedMicros } from '../../../rehearsal/charge-book.ts';
import type { SimulatedVendor } from '../../../rehearsal/simulated-vendor.ts';
import { makeFilm } from '../test-bench.ts';
import { type KillPoint, type LifeOrder, sceneWord } from './life-order.ts';
import { peek } from './peek.ts';
import { type Life, type OnLine, runLife } from './run-life.ts';
import type { Scenario, Shape, Strike } from './shapes.ts';

export type CrashFilmOptions = {
  readonly shape: Shape;
  readonly vendor: SimulatedVendor;
  /** Of `bundleLife`. */
  readonly script: string;
  /** Is made. */
  readonly dir: string;
  /** 0 to 1. */
  readonly random: () => number;
};

/** A film over which engines live and die one after the other, at a vendor that outlives them all. */
export type CrashFilm = {
  readonly dir: string;
  readonly shape: Shape;
  readonly vendor: SimulatedVendor;
  /** A life, killed at a step or, without one, left to end. */
  live(scenario: Scenario, kill?: KillPoint): Promise<Life>;
  /** A life that is killed from outside some milliseconds after something happened. */
  strike(strike: Strike): Promise<Life>;
  /** Attempts that were found without a receipt after a kill. */
  readonly bereft: ReadonlySet<string>;
  /** All lives so far: what each was, whether it was killed, and what it told. */
  readonly lives: readonly (Life & { readonly about: string })[];
};

/** Keys that the simulated vendors take, of two accounts. */
export const accounts = { 'rehearsal-key-one': 'ada', 'rehearsal-key-two': 'ben' } as const;
const scenes = 150;
/** So many jobs under way are brought to their end before more are begun. */
const mostUnsettled = 5;
const rest: Scenario = { name: 'a rest', wishes: 0, sabotage: [], acts: [] };

/** Makes the film. Its lives throw, with their story, when they fail or when the vendor charged more than is accounted for. */
export async function crashFilm({ shape, vendor, script, dir, random }: CrashFilmOptions): Promise<CrashFilm> {
  const next = await makeScenes(dir, shape);
  const lives: (Life & { about: string })[] = [];
  const bereft = new Set<string>();

  const orderOf = ({ wishes, acts }: Scenario, kill: KillPoint | null): LifeOrder => ({
    ...{ dir, acts, kill, vendor: shape.vendor, baseUrls: vendor.baseUrls, outputHost: vendor.outputHost },
    resourcesDir: join(import.meta.dirname, '../../../../../resources'),
    control: `${vendor.origin}/__control`,
    keys: Object.entries(accounts).map(([secret, account]) => ({ secret, account })),
    wishes: Array.from({ length: wishes }, () => ({
      ...{ sceneId: next(), role: shape.role, generator: shape.generators[0] },
    })),
  });
  const takeNote = (): void => {
    const { submitting, micros } = peek(dir);
    for (const id of submitting) if (!existsSync(join(dir, 'incoming', id))) bereft.add(id);
    const charged = chargedMicros(vendor.book());
    if (charged > micros) throw new Error(`${shape.name} charged ${charged} micros, the ledger knows of ${micros}.`);
  };
  const run = async (about: string, scenario: Scenario, kill: KillPoint | null, onLine?: OnLine): Promise<Life> => {
    vendor.sabotage.clear();
    for (const mishap of scenario.sabotage) vendor.sabotage.add(mishap);
    const life = await runLife(orderOf(scenario, kill), script, onLine);
    lives.push({ ...life, about });
    takeNote();
    return life;
  };
  return {
    ...{ dir, shape, vendor, bereft, lives },
    async live(scenario, kill) {
      if (!kill) return run(scenario.name, scenario, null);
      if (peek(dir).unsettled > mostUnsettled) await run(rest.name, rest, null);
      return run(`${scenario.name}, killed ${kill.when} ${kill.step}`, scenario, kill);
    },
    async strike({ scenario, on }) {
      const delay = Math.round(random() * (on === 'begins' ? 150 : 12));
      const over = new AbortController();
      const happened = watch(vendor, on, over.signal);
      const onLine: OnLine = async (line, kill) => {
        if (line !== 'begins' || !(await happened())) return;
        await sleep(delay);
        kill();
      };
      const about = `${scenario.name}, killed ${delay} ms after it ${on}`;
      return run(about, scenario, null, onLine).finally(() => over.abort());
    },
  };
}

/** Resolves once the vendor did so one time more than now; false when the life was over before. */
function watch(vendor: SimulatedVendor, on: Strike['on'], over: AbortSignal): () => Promise<boolean> {
  const count = () => (on === 'begins' ? 1 : vendor.counts()[on]);
  const before = on === 'begins' ? 0 : count();
  return async () => {
    while (count() === before && !over.aborted) await sleep(1);
    return !over.aborted;
  };
}

/** A film of scenes that each have a prompt of their own; gives the id of the next that was not used. */
async function makeScenes(dir: string, { role, generators }: Shape): Promise<() => string> {
  await mkdir(dir, { recursive: true });
  const all = Array.from({ length: scenes }, (_, index) => {
    const word = sceneWord(index);
    return newScene({ title: word, prompt: word, narration: word, seconds: 5 });
  });
  const fallback: Fallback = { mode: 'fixed', generators: [generators[1]], afterRefusal: false };
  await makeFilm(dir, (film) => ({
    ...film,
    budgetUsd: 10_000,
    [role]: { ...film[role], generator: generators[0], fallback },
    scenes: all,
  }));
  const left = all.map(({ id }) => id);
  return () => {
    const id = left.shift();
    if (id) return id;
    throw new Error(`The film of ${scenes} scenes is used up.`);
  };
}
