import { withArticle } from './article.ts';
import type { Fallback, LeftOut } from './chain.ts';
import type { ErrorCode } from './errors.ts';
import { canBeOrdered, mayBeProposed, speaksItself } from './generator.ts';
import type { Ranked } from './rank.ts';
import type { HinderedBy, Rankable } from './rank-hindrance.ts';
import { autoGenerator, type RankReason } from './rank-wish.ts';
import type { Role } from './take.ts';

export type ChainOrder<G extends Rankable = Rankable> = {
  readonly role: Role;
  /** A generator's id, or `auto`: the best of the ranking. Pictures only. */
  readonly asked: string;
  readonly fallback: Fallback;
  /** What `rank` says of all generators for this scene. */
  readonly ranked: readonly Ranked<G>[];
};

/** Why nobody can make it. `vendor` is the one whose key is missing, dry or refused. */
export type ChainHindrance = {
  readonly code: ErrorCode;
  /** To follow the name of the scene or stand alone: `Kling makes no 9:16`. No full stop. */
  readonly text: string;
  readonly action: string;
  readonly vendor: string | null;
};

export type ChosenChain<G extends Rankable = Rankable> = {
  /** Who may make it, in order; empty with a hindrance. */
  readonly chain: readonly G[];
  /** Why the first was chosen, where the ranking chose it, and why a fallback comes next where that is not plain. */
  readonly reasons: readonly RankReason[];
  /** Generators of a fixed chain that cannot make it. */
  readonly leftOut: readonly LeftOut[];
  /** What keeps the first from working now, where another comes next. */
  readonly warnings: readonly string[];
  readonly hindrance: ChainHindrance | null;
};

/** Links that a chain has at most unless the user fixes it: whoever fails four times has another problem. */
const longestChain = 4;

const overruled: readonly (HinderedBy | null)[] = [null, 'wish', 'still', 'vendor'];

/**
 * Whether who asks for this generator by name can have it: he overrules the wishes, but nobody what it cannot do. A key that
 * is dry may be topped up meanwhile.
 */
export const canBeNamed = ({ hinderedBy }: Pick<Ranked, 'hinderedBy'>): boolean => overruled.includes(hinderedBy);

/**
 * Who may make the take, in order: what was asked for, then what the fallback allows. `auto` goes on to generators of the
 * same category that can make it, that meet the wishes and cost no more for this scene, never from a paid one to a
 * placeholder, and never to a preview. `fixed` takes exactly those named. `never` stays alone. A generator that was named
 * begins the chain although its vendor cannot work now, with a warning, as long as another one of the chain can.
 */
export function chooseChain<G extends Rankable>(order: ChainOrder<G>): ChosenChain<G> {
  const first = order.asked === autoGenerator ? bestOf(order) : askedFor(order);
  if ('code' in first) return nobody(first);
  const { links, leftOut, reasons } = fallbacks(order, first);
  const stuck = troubleOf(first);
  const next = links.find(({ generator }) => !generator.trouble);
  if (stuck && !next) return nobody(stuck);
  return {
    chain: [first, ...links].map(({ generator }) => generator),
    reasons: [...(order.asked === autoGenerator ? first.reasons : []), ...reasons],
    leftOut,
    warnings: stuck && next ? [`${stuck.text}, so that ${next.generator.name} comes next.`] : [],
    hindrance: null,
  };
}

const nobody = (hindrance: ChainHindrance) => ({ chain: [], reasons: [], leftOut: [], warnings: [], hindrance });

/**
 * Whether a generator of pictures may be chosen without being named: a scene is a moving picture, and who speaks in it is
 * for people to say. What is retired, worked by hand or a preview has to be named too.
 */
export const comesUp = ({ generator }: Pick<Ranked, 'generator'>): boolean =>
  generator.category !== 'text-to-image' && !speaksItself(generator) && mayBeProposed(generator);

function bestOf<G extends Rankable>({ role, ranked }: ChainOrder<G>): Ranked<G> | ChainHindrance {
  if (role === 'voice')
    return unsupported('A voice is never chosen by the ranking: it is to stay the same', 'Choose a voice.');
  const clips = ranked.filter(comesUp);
  const best = clips.find(({ hindrance }) => hindrance === null);
  // Who has a key wants no placeholders while it cannot pay.
  const stuck = clips.find(({ hinderedBy, placeholder }) => hinderedBy === 'vendor' && !placeholder);
  return (best?.placeholder && stuck && troubleOf(stuck)) || best || nothingFor(clips);
}

/** The nearest miss is the most useful to know: what has to be paid, then what wishes leave out, then what only lacks a key. */
function nothingFor(clips: readonly Ranked[]): ChainHindrance {
  const stuck = clips.find(({ hinderedBy }) => hinderedBy === 'vendor');
  if (stuck) return hindranceAs(stuck);
  const unwanted = clips.find(({ hinderedBy }) => hinderedBy === 'wish' || hinderedBy === 'still');
  if (unwanted)
    return unsupported(`No generator meets the wishes: ${said(unwanted)}`, 'Ask for less, or choose a generator.');
  const keyless = clips.find(({ hinderedBy }) => hinderedBy === 'key');
  if (keyless) return hindranceAs(keyless);
  const [nearest] = clips;
  return unsupported(
    nearest ? `No generator can make it: ${said(nearest)}` : 'There is no generator of clips',
    'Change the scene, or add a key for another vendor.',
  );
}

function askedFor<G extends Rankable>({ role, asked, ranked }: ChainOrder<G>): Ranked<G> | ChainHindrance {
  const found = ranked.find(({ generator }) => generator.id === asked);
  if (!found)
    return unsupported(
      `The catalogue of this Circle Take has no generator “${asked}” that makes a ${role}`,
      'Choose another generator.',
    );
  return canBeNamed(found) ? found : hindranceAs(found);
}

function hindranceAs(hindered: Ranked): ChainHindrance {
  const { generator, hinderedBy } = hindered;
  const text = said(hindered);
  const trouble = hinderedBy === 'vendor' ? troubleOf(hindered) : null;
  if (trouble) return trouble;
  if (!canBeOrdered(generator)) return notOrdered(generator, text);
  if (hinderedBy === 'input')
    return { code: 'invalid-input', text, action: 'Change the scene, or choose another generator.', vendor: null };
  if (hinderedBy !== 'key') return unsupported(text, 'Choose another generator.');
  // `needs a Replicate key`, `needs the address of ComfyUI`.
  const needed = generator.hindrance?.replace(/^needs /, '') ?? `${withArticle(generator.vendorName)} key`;
  const action = `Add ${needed} in Settings, or choose another generator.`;
  return { code: 'unauthorized', text, action, vendor: generator.vendor };
}

function notOrdered({ status, name }: Rankable, text: string): ChainHindrance {
  const byHand = status.kind === 'hand-off';
  return unsupported(
    text,
    byHand ? `Hand the scene off to ${name}, and bring the result back.` : 'Choose another generator.',
  );
}

/** What keeps the vendor of a generator from working now. */
function troubleOf({ generator: { trouble, vendor, vendorName } }: Pick<Ranked, 'generator'>): ChainHindrance | null {
  if (!trouble) return null;
  const step =
    trouble.code === 'no-credit'
      ? `Top it up at ${vendorName}, then say so beside the key`
      : 'Test the key or add another in Settings';
  return {
    code: trouble.code,
    text: `${vendorName} ${trouble.text}`,
    action: `${step}, or choose another generator.`,
    vendor,
  };
}

const unsupported = (text: string, action: string): ChainHindrance => ({
  code: 'unsupported',
  text,
  action,
  vendor: null,
});

const said = ({ generator, hindrance }: Ranked): string => `${generator.name} ${hindrance}`;

type Fallbacks<G extends Rankable> = {
  readonly links: readonly Ranked<G>[];
  readonly leftOut: readonly LeftOut[];
  readonly reasons: readonly RankReason[];
};

function fallbacks<G extends Rankable>(order: ChainOrder<G>, first: Ranked<G>): Fallbacks<G> {
  switch (order.fallback.mode) {
    case 'never':
      return { links: [], leftOut: [], reasons: [] };
    case 'fixed':
      return fixedLinks(order, first);
    case 'auto':
      return rankedLinks(order.ranked, first);
  }
}

function fixedLinks<G extends Rankable>({ fallback, ranked, role }: ChainOrder<G>, first: Ranked<G>): Fallbacks<G> {
  const links: Ranked<G>[] = [];
  const leftOut: LeftOut[] = [];
  for (const id of new Set(fallback.generators)) {
    if (id === first.generator.id) continue;
    const found = ranked.find(({ generator }) => generator.id === id);
    if (found && canBeNamed(found)) links.push(found);
    else leftOut.push({ generator: id, reason: found?.hindrance ?? `is no ${role} generator of the catalogue` });
  }
  return { links, leftOut, reasons: [] };
}

function rankedLinks<G extends Rankable>(ranked: readonly Ranked<G>[], first: Ranked<G>): Fallbacks<G> {
  const chain = [first];
  let left = ranked.filter((other) => mayFollow(first, other));
  while (chain.length < longestChain && left.length > 0) {
    const next = leastAlike(left, chain);
    left = left.filter((other) => other !== next);
    chain.push(next);
  }
  const links = chain.slice(1);
  const twins = links.slice(0, 1).filter(({ generator }) => generator.family === first.generator.family);
  return { links, leftOut: [], reasons: twins.filter((twin) => isElsewhere(twin, first)).map(twinReason) };
}

const isElsewhere = (a: Ranked, b: Ranked): boolean => a.generator.vendor !== b.generator.vendor;

const twinReason = ({ generator }: Ranked): RankReason => ({
  points: 0,
  text: `then ${generator.name} through ${generator.vendorName}: the same family at another vendor`,
});

/** Of those least like what the chain has already, the best of the ranking. */
function leastAlike<G extends Rankable>(left: readonly Ranked<G>[], chain: readonly Ranked<G>[]): Ranked<G> {
  return left.reduce((best, other) => (alikeness(other, chain) < alikeness(best, chain) ? other : best));
}

function mayFollow(first: Ranked, other: Ranked): boolean {
  const able = other.hinderedBy === null || leavesNoMore(first, other);
  return (
    able &&
    mayBeProposed(other.generator) &&
    !speaksItself(other.generator) &&
    !other.generator.trouble &&
    other.generator.id !== first.generator.id &&
    other.generator.category === first.generator.category &&
    other.priceMicros <= first.priceMicros &&
    !(other.placeholder && first.priceMicros > 0)
  );
}

/** Who chose a generator that leaves a still aside wants a picture without it. */
function leavesNoMore(first: Ranked, other: Ranked): boolean {
  if (first.hinderedBy !== 'still' || other.hinderedBy !== 'still') return false;
  return first.generator.limits.still === 'no' || other.hindrance === first.hindrance;
}

/**
 * What earlier failures leave standing. The same family at another vendor gives the same picture, so it comes right after
 * what was asked for; from then on another vendor helps when one is down, and another family when a model refuses. The same
 * family at the same vendor is the last hope.
 */
function alikeness({ generator }: Ranked, chain: readonly Ranked[]): number {
  const family = chain.some((link) => link.generator.family === generator.family);
  const vendor = chain.some((link) => link.generator.vendor === generator.vendor);
  if (family && !vendor && chain.length === 1) return 0;
  if (family) return vendor ? 4 : 3;
  return vendor ? 2 : 1;
}
