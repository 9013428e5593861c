import type { Hurdle, JobWish, JudgedWish } from '../../shared/batch.ts';
import { type Fallback, usualFallback } from '../../shared/chain.ts';
import { chooseChain } from '../../shared/choose.ts';
import { type Film, fallbackFor, generatorFor, type Scene } from '../../shared/film.ts';
import { type Generator, speaksItself } from '../../shared/generator.ts';
import { type Ranked, rank } from '../../shared/rank.ts';
import { sceneAsk } from '../../shared/rank-ask.ts';
import type { Rankable } from '../../shared/rank-hindrance.ts';
import { autoGenerator, type RankRules, usualRankWish } from '../../shared/rank-wish.ts';
import { hasWordsFor } from '../../shared/speaking.ts';
import type { Role } from '../../shared/take.ts';
import type { KindRating } from '../../shared/verdict.ts';
import type { FrozenLink } from '../ledger/tables.ts';
import { freezeInputs, type Seed } from './freeze-inputs.ts';

/** A generator as it can be used now, with all that its vendor needs to know of it. */
export type Maker = Rankable & { readonly whole: Generator };

/** What wishes of one film are planned with. */
export type WishGround = {
  readonly film: Film;
  /** By id. */
  readonly scenes: ReadonlyMap<string, Scene>;
  /** Seconds that the cut shows each scene, by its id. */
  readonly onScreen: ReadonlyMap<string, number>;
  /** Generators of vendors that this version has, in the catalogue's order. */
  readonly makers: readonly Maker[];
  readonly rules: RankRules;
  readonly priorities: Readonly<Record<string, number>>;
  /** What verdicts taught. */
  readonly ratings: readonly KindRating[];
  /** 0 to 1. */
  readonly random: () => number;
};

/** What a wish would become: a chain, or the hurdle that keeps it from having one. */
export type PlannedWish = {
  readonly judged: JudgedWish;
  readonly scene: Scene | null;
  readonly links: readonly (FrozenLink & { readonly maker: Maker })[];
  readonly hurdle: Hurdle | null;
};

/** Plans one wish by itself; budgets are for the whole batch. Throws nothing that the user could cause. */
export function planWish(ground: WishGround, wish: JobWish): PlannedWish {
  const { film } = ground;
  const scene = ground.scenes.get(wish.sceneId);
  if (!scene) return refused(wish, null, gone(wish));
  const asked = wish.generator ?? generatorFor(film, scene, wish.role);
  const maker = ground.makers.find(({ id }) => id === asked);
  const missing = noColumn(film, scene, wish) ?? missingWords(film, scene, wish.role, maker);
  if (missing) return refused(wish, scene, missing);
  const fallback = wish.comparisonId ? nobodyElse : fallbackFor(film, scene, wish.role);
  const chosen = chooseChain({ role: wish.role, asked, fallback, ranked: rankedFor(ground, scene, wish.role) });
  if (chosen.hindrance) {
    const { code, text, action, vendor } = chosen.hindrance;
    const message = `${sceneName(film, scene)}: ${text}.`;
    const generator = asked === autoGenerator ? null : asked;
    return refused(wish, scene, { code, message, action, sceneId: scene.id, vendor, generator });
  }
  const seed = { value: wish.seed ?? Math.floor(ground.random() * 2 ** 31), asked: wish.seed !== undefined };
  const links = chosen.chain.map((maker) => freezeLink(ground, scene, maker, seed));
  const judged: JudgedWish = {
    ...wish,
    chain: links.map(({ generator, vendor, priceCeilingMicros }) => ({ generator, vendor, priceCeilingMicros })),
    reasons: [...chosen.reasons],
    warnings: [...chosen.warnings, ...(links[0]?.warnings ?? [])],
    leftOut: [...chosen.leftOut],
  };
  return { judged, scene, links, hurdle: null };
}

/** Who could make this scene's take, best first; pictures by the film's wishes. */
export function rankedFor(ground: WishGround, scene: Scene, role: Role): Ranked<Maker>[] {
  const { film, makers, rules, priorities, ratings } = ground;
  const ask = sceneAsk(film, scene, role, onScreen(ground, scene));
  const wish = role === 'picture' ? film.picture.wish : usualRankWish;
  return rank({ generators: makers, rules, priorities, ratings, wish, scene: ask });
}

const onScreen = (ground: WishGround, { id }: Scene): number => ground.onScreen.get(id) ?? 0;

function freezeLink(ground: WishGround, scene: Scene, maker: Maker, seed: Seed): PlannedWish['links'][number] {
  const order = { film: ground.film, scene, generator: maker.whole, onScreen: onScreen(ground, scene), seed };
  return { generator: maker.id, vendor: maker.vendor, maker, ...freezeInputs(order) };
}

/** A column of a comparison is its generator's: a take of another in it would be judged under a wrong name. */
const nobodyElse: Fallback = { ...usualFallback.picture, mode: 'never' };

/** Why a wish for a comparison has no column that its take could stand in. */
function noColumn(film: Film, scene: Scene, { comparisonId, role, generator }: JobWish): Hurdle | null {
  if (!comparisonId) return null;
  const whole = { code: 'invalid-input' as const, sceneId: scene.id, vendor: null, generator: null };
  const name = sceneName(film, scene);
  if (role !== 'picture')
    return { ...whole, message: `${name}: only pictures can be compared.`, action: 'Ask for pictures.' };
  if (generator && generator !== autoGenerator) return null;
  const message = `${name}: the comparison does not say which generator this take is of.`;
  return { ...whole, message, action: 'Name one generator for each column.' };
}

const refused = (wish: JobWish, scene: Scene | null, hurdle: Hurdle): PlannedWish => ({
  judged: { ...wish, chain: [], reasons: [], warnings: [], leftOut: [] },
  scene,
  links: [],
  hurdle,
});

const gone = ({ sceneId }: JobWish): Hurdle => ({
  code: 'not-found',
  message: 'The scene is not in the film as last saved.',
  action: 'Save the film, then try again.',
  sceneId,
  vendor: null,
  generator: null,
});

function missingWords(film: Film, scene: Scene, role: Role, maker: Maker | undefined): Hurdle | null {
  if (hasWordsFor(scene, role, maker)) return null;
  const speaks = role === 'voice' || (maker !== undefined && speaksItself(maker));
  const [what, action] = speaks
    ? ['no narration', 'Write what is to be said.']
    : ['no prompt', 'Write what is to be seen.'];
  const message = `${sceneName(film, scene)} has ${what}.`;
  return { code: 'invalid-input', message, action, sceneId: scene.id, vendor: null, generator: null };
}

/** `Scene 3, “The lamp”`. */
export function sceneName(film: Film, scene: Scene): string {
  const title = scene.title.trim();
  return `Scene ${film.scenes.indexOf(scene) + 1}${title === '' ? '' : `, “${title}”`}`;
}
