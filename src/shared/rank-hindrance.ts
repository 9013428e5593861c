import { canBeOrdered, type GeneratorView, speaksItself } from './generator.ts';
import type { KeyTrouble } from './key-trouble.ts';
import { formatMicros, usdToMicros } from './money.ts';
import type { SceneAsk } from './rank-ask.ts';
import type { RankWish } from './rank-wish.ts';

/** What ranking needs to know of a generator: a part of what the studio shows. */
export type Rankable = Omit<GeneratorView, 'maker' | 'voices'> & {
  /** Why its vendor cannot work now although it has keys. */
  readonly trouble?: KeyTrouble | null;
};

/**
 * What keeps a generator from a scene. `input`: the scene lacks something or has too much of it; `ability`: it cannot make
 * this; `key`: it cannot be used now; `wish`: the user's wishes leave it out; `still`: it would leave a still of the scene
 * aside; `vendor`: all of its vendor's keys are dry or refused. Who chooses a generator by name overrules the last three.
 */
export type HinderedBy = 'input' | 'ability' | 'key' | 'wish' | 'still' | 'vendor';
export type Hindrance = { readonly by: HinderedBy; readonly text: string };

type Candidate = { readonly generator: Rankable; readonly ask: SceneAsk; readonly wish: RankWish };
type Check = (candidate: Candidate & { readonly micros: number }) => string | false | null | undefined;

/** In the order in which they are said: what can never be helped comes first, what passes last. */
const checks: readonly (readonly [HinderedBy, Check])[] = [
  ['ability', ({ generator }) => !canBeOrdered(generator) && (generator.hindrance ?? 'cannot be had any more')],
  ['ability', ({ generator, ask }) => lacksAspect(generator, ask) && `makes no ${ask.aspect}`],
  ['input', ({ generator, ask }) => generator.limits.still === 'required' && !ask.hasStill && 'needs a still'],
  ['input', ({ generator, ask }) => speaksItself(generator) && ask.narration === 0 && hasNothingToSay],
  ['input', ({ generator, ask }) => tooLong(generator, ask)],
  ['input', ({ generator, ask }) => tooManyReferences(generator, ask)],
  ['key', ({ generator }) => !generator.usable && (generator.hindrance ?? 'cannot be used now')],
  ['wish', ({ wish, micros }) => wish.freeOnly && micros > 0 && 'is not free'],
  ['wish', ({ wish, micros }) => tooDear(wish, micros)],
  ['wish', ({ wish, generator }) => tooPoor(wish, generator)],
  ['wish', ({ wish, ask, generator }) => wish.sound && isSilentClip(generator, ask) && 'makes no sound'],
  ['still', ({ ask, generator }) => ask.hasStill && generator.limits.still === 'no' && 'takes no still'],
  ['still', ({ ask, generator }) => ask.endStill && cannotEndOnStill(generator, ask)],
  ['vendor', ({ generator }) => generator.trouble && `${generator.vendorName} ${generator.trouble.text}`],
];

/** The first thing that keeps `generator` from the scene at this price, or null. Its text follows a name: `makes no 9:16`; that of `vendor` stands alone. */
export function hindranceOf(candidate: Candidate, micros: number): Hindrance | null {
  for (const [by, check] of checks) {
    const text = check({ ...candidate, micros });
    if (text) return { by, text };
  }
  return null;
}

const hasNothingToSay = 'speaks the narration, and the scene has none';

const lacksAspect = ({ limits }: Rankable, { role, aspect }: SceneAsk): boolean =>
  role === 'picture' && limits.aspects !== null && !limits.aspects.includes(aspect);

const isSilentClip = ({ limits }: Rankable, { role }: SceneAsk): boolean => role === 'picture' && !limits.sound;

function tooLong(generator: Rankable, ask: SceneAsk): string | null {
  const { characters } = generator.limits;
  const [words, length] =
    ask.role === 'voice' || speaksItself(generator) ? ['narration', ask.narration] : ['prompt', ask.characters];
  if (characters === null || length <= characters) return null;
  return `takes ${characters} characters, and the ${words} has ${length}`;
}

function tooManyReferences({ limits }: Rankable, ask: SceneAsk): string | null {
  if (ask.references <= limits.references) return null;
  if (limits.references === 0) return 'takes no reference pictures';
  return `takes at most ${limits.references} reference picture${limits.references === 1 ? '' : 's'}`;
}

function cannotEndOnStill({ limits }: Rankable, ask: SceneAsk): string | null {
  if (!limits.lastFrame) return 'cannot end on a given picture';
  return ask.hasStill ? null : 'ends on a given picture only where it starts on one';
}

function tooDear({ maxUsd }: RankWish, micros: number): string | null {
  if (maxUsd === null || micros <= usdToMicros(maxUsd)) return null;
  return `costs ${formatMicros(micros)}, more than ${formatMicros(usdToMicros(maxUsd))}`;
}

function tooPoor({ minQuality }: RankWish, { quality }: Rankable): string | null {
  return minQuality === null || quality >= minQuality ? null : `has quality ${quality}, less than ${minQuality}`;
}
