import { type ChosenChain, chooseChain } from '../../../shared/choose.ts';
import { type Film, fallbackFor, generatorFor, type Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { type Ranked, rank } from '../../../shared/rank.ts';
import { sceneAsk } from '../../../shared/rank-ask.ts';
import type { Rankable } from '../../../shared/rank-hindrance.ts';
import { autoGenerator, type RankRules, type RankWish, usualRankWish } from '../../../shared/rank-wish.ts';
import type { Role } from '../../../shared/take.ts';
import type { KindRating } from '../../../shared/verdict.ts';

/** What scenes are planned with, as the engine plans them. */
export type Catalogue = {
  readonly generators: readonly (GeneratorView & Pick<Rankable, 'trouble'>)[];
  readonly rules: RankRules;
  /** By generator id: the user's own. */
  readonly priorities: Readonly<Record<string, number>>;
  /** What verdicts taught; empty where the user does not want it to count. */
  readonly ratings?: readonly KindRating[];
};

export type RankedView = Ranked<GeneratorView>;

/** Who could make one role of a scene, and who will. */
export type ScenePlan = Omit<ChosenChain<GeneratorView>, 'chain'> & {
  /** A generator's id, or `auto`. */
  readonly asked: string;
  /** All generators of the role, best first. */
  readonly ranked: readonly RankedView[];
  /** Who may make it, in order, with what it costs there; empty with a hindrance. */
  readonly chain: readonly RankedView[];
};

export type PlanOrder = {
  /** Only its own choices are read, not its scenes. */
  readonly film: Film;
  readonly scene: Scene;
  readonly role: Role;
  /** Seconds that the cut shows the scene. */
  readonly onScreen: number;
  readonly catalogue: Catalogue;
  /** Instead of the scene's choice. */
  readonly asked?: string | undefined;
};

type Known = { readonly from: readonly unknown[]; readonly plan: ScenePlan };
const known = new WeakMap<Scene, Map<string, Known>>();

/** Plans a role of a scene by the ranking and the fallback that the engine uses; once for as long as nothing it reads changes. */
export function planScene(order: PlanOrder): ScenePlan {
  const { film, scene, role, onScreen, catalogue, asked = generatorFor(film, scene, role) } = order;
  const { generators, rules, priorities, ratings } = catalogue;
  const from = [film.canvas, film.look, film.picture, film.voice, onScreen, generators, rules, priorities, ratings];
  const ofScene = known.get(scene) ?? new Map<string, Known>();
  known.set(scene, ofScene);
  const key = `${role} ${asked}`;
  const before = ofScene.get(key);
  if (before?.from.every((part, index) => Object.is(part, from[index]))) return before.plan;
  const plan = planNow({ ...order, asked });
  ofScene.set(key, { from, plan });
  return plan;
}

function planNow({ film, scene, role, onScreen, catalogue, asked }: PlanOrder & { readonly asked: string }): ScenePlan {
  const ranked = rank({ ...catalogue, wish: wishOfRole(film, role), scene: sceneAsk(film, scene, role, onScreen) });
  const chosen = chooseChain({ role, asked, fallback: fallbackFor(film, scene, role), ranked });
  const chain = chosen.chain.flatMap(({ id }) => ranked.find(({ generator }) => generator.id === id) ?? []);
  return { ...chosen, asked, ranked, chain };
}

/** Only pictures are ranked by the film's wishes: a voice stays the same voice. */
export const wishOfRole = (film: Film, role: Role): RankWish =>
  role === 'picture' ? film.picture.wish : usualRankWish;

export const modeNames: Readonly<Record<RankWish['mode'], string>> = {
  fit: 'Best fit',
  quality: 'Best quality',
  cheap: 'Cheapest',
  fast: 'Fastest',
};

/** `Best fit · Kling 2.5` where the ranking chooses, else the generator's name, or its id where nobody knows it. */
export function choiceName(plan: Pick<ScenePlan, 'asked' | 'ranked' | 'chain'>, mode: RankWish['mode']): string {
  if (plan.asked === autoGenerator) return [modeNames[mode], plan.chain[0]?.generator.name].filter(Boolean).join(' · ');
  return plan.ranked.find(({ generator }) => generator.id === plan.asked)?.generator.name ?? plan.asked;
}
