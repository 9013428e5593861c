import { longestSeconds } from './generator.ts';
import { formatMicros } from './money.ts';
import type { SceneAsk } from './rank-ask.ts';
import { type HinderedBy, hindranceOf, type Rankable } from './rank-hindrance.ts';
import { learnedReason } from './rank-learned.ts';
import type { RankReason, RankRules, RankWish } from './rank-wish.ts';
import { formatClock } from './time.ts';
import type { KindRating } from './verdict.ts';

export type RankOrder<G extends Rankable = Rankable> = {
  readonly generators: readonly G[];
  readonly rules: RankRules;
  /** By generator id: the user's own priorities, instead of the catalogue's. */
  readonly priorities: Readonly<Record<string, number>>;
  readonly wish: RankWish;
  readonly scene: SceneAsk;
  /** What the user's verdicts taught; absent where they are not to count. */
  readonly ratings?: readonly KindRating[];
};

/** A generator's place, with every point that it got. */
export type Ranked<G extends Rankable = Rankable> = {
  readonly generator: G;
  /** The sum of the points of `reasons`. */
  readonly score: number;
  /** What the wish's mode orders by, more is better: score, quality, less money or less time. */
  readonly merit: number;
  readonly reasons: readonly RankReason[];
  /** The one of `reasons` that the user's verdicts gave; null where they say nothing. */
  readonly learned: RankReason | null;
  /** The most that one take of this scene costs here. */
  readonly priceMicros: number;
  /** Why it cannot be chosen, to follow its name: `makes no 9:16` (by `vendor`, to stand alone); null when it can. */
  readonly hindrance: string | null;
  readonly hinderedBy: HinderedBy | null;
  /** Draws what stands in for a picture. Never chosen while something real can be. */
  readonly placeholder: boolean;
};

/** Generators of a lower quality stand in for pictures rather than make them. */
const placeholderQuality = 30;
/**
 * Points that a clip loses which covers nothing of its scene; half of them when it covers half. Too short is no hindrance,
 * because the cut loops, holds or slows the clip, but it shows.
 */
const tooShort = 50;

/**
 * The generators of the scene's role, best first; those that cannot be chosen come last and say why. What comes level
 * is ordered by score, quality, price, and its place in the catalogue. Pure, and the same in the window and the engine.
 */
export function rank<G extends Rankable>(order: RankOrder<G>): Ranked<G>[] {
  const found = wordsFound(order.rules, order.scene.prompt);
  return order.generators
    .filter(({ role }) => role === order.scene.role)
    .map((generator) => rankOne(order, generator, found))
    .sort(byPlace);
}

function byPlace(a: Ranked, b: Ranked): number {
  return (
    Number(a.hindrance !== null) - Number(b.hindrance !== null) ||
    Number(a.placeholder) - Number(b.placeholder) ||
    b.merit - a.merit ||
    b.score - a.score ||
    b.generator.quality - a.generator.quality ||
    a.priceMicros - b.priceMicros
  );
}

function rankOne<G extends Rankable>(order: RankOrder<G>, generator: G, found: readonly WordsFound[]): Ranked<G> {
  const { wish, scene, priorities } = order;
  const priceMicros = scene.priceOf(generator);
  const hindrance = hindranceOf({ generator, ask: scene, wish }, priceMicros);
  // Who gives a generator a priority of his own knows what it is.
  const placeholder =
    generator.role === 'picture' && generator.quality < placeholderQuality && priorities[generator.id] === undefined;
  const learned = learnedReason(order, generator.id);
  const points = [...pointsOf(order, generator, found), ...(learned ? [learned] : [])];
  const score = points.reduce((sum, reason) => sum + reason.points, 0);
  const also = [...modeReason(wish, generator, priceMicros), ...(placeholder ? [placeholderReason] : [])];
  return {
    generator,
    score,
    merit: { fit: score, quality: generator.quality, cheap: -priceMicros, fast: -generator.typicalSeconds }[wish.mode],
    reasons: [...also, ...points],
    learned,
    priceMicros,
    hindrance: hindrance?.text ?? null,
    hinderedBy: hindrance?.by ?? null,
    placeholder,
  };
}

const placeholderReason: RankReason = { points: 0, text: 'stands in for a picture' };

function modeReason({ mode }: RankWish, generator: Rankable, priceMicros: number): RankReason[] {
  switch (mode) {
    case 'fit':
      return [];
    case 'quality':
      return [{ points: 0, text: `quality ${generator.quality} of 100` }];
    case 'cheap':
      return [{ points: 0, text: priceMicros === 0 ? 'free' : `${formatMicros(priceMicros)} for this scene` }];
    case 'fast':
      return [{ points: 0, text: `takes about ${formatClock(generator.typicalSeconds)}` }];
  }
}

function pointsOf(
  { rules, priorities, scene }: RankOrder,
  generator: Rankable,
  found: readonly WordsFound[],
): RankReason[] {
  const priority = priorities[generator.id] ?? generator.priority;
  const base = { points: rules.base - rules.perPriority * priority, text: `priority ${priority}` };
  const strong = generator.strengths.includes(scene.kind);
  const words = found.filter(({ families }) => families.includes(generator.family));
  return [
    base,
    ...(strong ? [{ points: rules.strength, text: `good at ${scene.kind}` }] : []),
    ...words.map(({ points, text }) => ({ points, text })),
    ...shortage(generator, scene),
  ];
}

function shortage({ category, limits }: Rankable, { role, seconds }: SceneAsk): RankReason[] {
  const longest = longestSeconds(limits);
  // A still has no length: it is held on purpose.
  if (role === 'voice' || category === 'text-to-image' || longest === null || longest >= seconds - 0.05) return [];
  const text = `makes at most ${plain(longest)} s of ${plain(seconds)} s`;
  return [{ points: -Math.round(tooShort * (1 - longest / seconds)), text }];
}

const plain = (seconds: number): string => String(Math.round(seconds * 10) / 10);

type WordsFound = RankReason & { readonly families: readonly string[] };

/** The rules whose words are in the prompt, each once however many of its words are there. */
function wordsFound({ words: rules }: RankRules, prompt: string): WordsFound[] {
  const text = bareWords(prompt);
  return rules.flatMap(({ name, words, points, families }) => {
    const there = words.filter((word) => text.includes(bareWords(word)));
    return there.length === 0 ? [] : [{ points, families, text: `${name} words: ${there.join(', ')}` }];
  });
}

/** Letters and digits in lower case with one space around every word, so that a part of a word is never found. */
const bareWords = (text: string): string =>
  ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;
