import type { JobWish } from '../../../shared/batch.ts';
import type { Cut } from '../../../shared/cut.ts';
import { type Film, generatorFor, type Scene } from '../../../shared/film.ts';
import { type GeneratorView, speaksItself } from '../../../shared/generator.ts';
import type { GeneratorOf } from '../../../shared/inputs-digest.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { formatMicros } from '../../../shared/money.ts';
import { hasWordsFor, rolesWanted } from '../../../shared/speaking.ts';
import { type Role, type TakeView, takeInCut, takesAround } from '../../../shared/take.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { type Catalogue, planScene, type ScenePlan } from './plan-scene.ts';
import { isStaleTake } from './stale-take.ts';

/** One take that could be generated, what it would cost, and what stands in the way. */
export type Wish = JobWish & {
  /** The first of the chain; else the one that was asked for, if there is such a one. */
  readonly generator: string;
  /** Whether the generator was named for this take alone, instead of the scene's own choice. */
  readonly named: boolean;
  readonly plan: ScenePlan;
  /** Micros when the first makes it, and when the dearest of the chain does; estimates when the price table says so. */
  readonly micros: number;
  readonly highMicros: number;
  readonly estimated: boolean;
  /** `Kling 2.5 needs a PiAPI key`, `Write the prompt first`; null when it can start. */
  readonly hindrance: string | null;
  /** Whose key is missing. */
  readonly keyOf: string | null;
};

export type WishSource = {
  readonly film: Film;
  readonly cut: Cut;
  readonly catalogue: Catalogue;
};

const secondsIn = new WeakMap<Cut, ReadonlyMap<string, number>>();

/** Seconds that a scene is on screen in the cut. */
export function onScreenSeconds(cut: Cut, sceneId: string): number {
  const seconds =
    secondsIn.get(cut) ??
    new Map(cut.scenes.map((scene) => [scene.sceneId, frameSeconds(scene.frames, cut.canvas.fps)]));
  secondsIn.set(cut, seconds);
  return seconds.get(sceneId) ?? 0;
}

/** What generating this role of this scene would take, as the studio works it out when it starts. */
export function wishFor({ film, cut, catalogue }: WishSource, scene: Scene, role: Role, named?: string): Wish {
  const plan = planScene({ film, scene, role, onScreen: onScreenSeconds(cut, scene.id), catalogue, asked: named });
  const prices = plan.chain.map(({ priceMicros }) => priceMicros);
  const [micros = 0] = prices;
  return {
    sceneId: scene.id,
    role,
    generator: plan.chain[0]?.generator.id ?? plan.asked,
    named: named !== undefined,
    plan,
    micros,
    highMicros: Math.max(0, ...prices),
    estimated: plan.chain.some(
      ({ generator: { price }, priceMicros }) => priceMicros > 0 && price.certainty === 'estimate',
    ),
    hindrance: missingWords(scene, role, makerIn(catalogue, plan.asked)) ?? plan.hindrance?.text ?? null,
    keyOf: plan.hindrance?.vendor ?? null,
  };
}

function missingWords(scene: Scene, role: Role, maker: GeneratorView | undefined): string | null {
  if (hasWordsFor(scene, role, maker)) return null;
  const speaks = role === 'voice' || (maker !== undefined && speaksItself(maker));
  return speaks ? 'Write the narration first' : 'Write the prompt first';
}

const makerIn = ({ generators }: Catalogue, id: string): GeneratorView | undefined =>
  generators.find((each) => each.id === id);

/** As the studio wants to hear it: without a generator it takes the scene's own choice. */
export const orderOf = ({ sceneId, role, named, generator }: Wish): JobWish =>
  named ? { sceneId, role, generator } : { sceneId, role };

export type Missing = {
  /** What can start now. */
  readonly ready: readonly Wish[];
  /** Missing too, but something stands in the way. */
  readonly held: readonly Wish[];
};

/** What a film's batches are made from. */
export type BatchSource = WishSource & { readonly takes: readonly TakeView[]; readonly jobs: readonly Job[] };

/**
 * Every picture and every voice that the cut lacks and nobody works on: a take that failed by rule is not there until it
 * is circled. Scenes without words for a role are not missing that role.
 */
export function missingWishes(source: BatchSource): Missing {
  const around = takesAround(source.takes);
  const all = wishesWhere(source, (scene, role) => takeInCut(around(scene), scene, role) === null);
  return {
    ready: all.filter((wish) => wish.hindrance === null),
    held: all.filter((wish) => wish.hindrance !== null),
  };
}

/** Takes in the cut that were made for other words than the scene has now, and that nobody makes anew. */
export function staleWishes(source: BatchSource): readonly Wish[] {
  const { film, catalogue } = source;
  const around = takesAround(source.takes);
  return wishesWhere(source, (scene, role) => {
    const take = takeInCut(around(scene), scene, role);
    return take !== null && isStaleTake(film, scene, take, catalogue.generators);
  });
}

/** One more take of everything that has words. */
export const allWishes = (source: BatchSource): readonly Wish[] => wishesWhere(source, () => true);

function wishesWhere(source: BatchSource, wanted: (scene: Scene, role: Role) => boolean): readonly Wish[] {
  const { film, catalogue } = source;
  const taken = takenUp(source.jobs);
  const around = takesAround(source.takes);
  return film.scenes.flatMap((scene) =>
    rolesWanted(
      scene,
      makerIn(catalogue, generatorFor(film, scene, 'picture')),
      takeInCut(around(scene), scene, 'picture'),
    )
      .filter((role) => !taken.has(`${scene.id} ${role}`) && wanted(scene, role))
      .map((role) => wishFor(source, scene, role)),
  );
}

/**
 * What batches leave alone: where a job works, and where nobody knows what became of the last one. That may have been
 * paid, so only its own button sends it again.
 */
function takenUp(jobs: readonly Job[]): ReadonlySet<string> {
  const last = new Map(jobs.map((job) => [`${job.sceneId} ${job.role}`, job]));
  const atWork = jobs.filter(({ state }) => !isSettled(state));
  const lost = [...last.values()].filter(({ state }) => state === 'unknown');
  return new Set([...atWork, ...lost].map(({ sceneId, role }) => `${sceneId} ${role}`));
}

/** The newest job that still works on this role of this scene. */
export const activeJob = (jobs: readonly Job[], sceneId: string, role: Role): Job | null =>
  jobs.findLast((job) => job.sceneId === sceneId && job.role === role && !isSettled(job.state)) ?? null;

export const generatorIn =
  (generators: readonly GeneratorView[]): GeneratorOf =>
  (id) =>
    generators.find((each) => each.id === id);

/** Micros of all wishes together, and whether any part of it is an estimate. */
export type PriceRange = Pick<Wish, 'micros' | 'highMicros' | 'estimated'>;

export function sumOf(wishes: readonly PriceRange[]): PriceRange {
  return {
    micros: wishes.reduce((sum, wish) => sum + wish.micros, 0),
    highMicros: wishes.reduce((sum, wish) => sum + wish.highMicros, 0),
    estimated: wishes.some((wish) => wish.estimated),
  };
}

/** `$0.24`, `about $1.10`, `$0.24 to $0.40` where a fallback is dearer, `free`. */
export function rangeText({ micros, highMicros, estimated }: PriceRange): string {
  const range = highMicros > micros ? `${formatMicros(micros)} to ${formatMicros(highMicros)}` : formatMicros(micros);
  return `${estimated ? 'about ' : ''}${range}`;
}
