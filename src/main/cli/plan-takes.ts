import { chooseChain } from '../../shared/choose.ts';
import { planCut } from '../../shared/cut.ts';
import { AppError } from '../../shared/errors.ts';
import { type Film, fallbackFor, generatorFor, type Scene } from '../../shared/film.ts';
import { type GeneratorView, speaksItself } from '../../shared/generator.ts';
import { formatMicros, usdToMicros } from '../../shared/money.ts';
import { priceCeiling } from '../../shared/price-ceiling.ts';
import { rank } from '../../shared/rank.ts';
import { sceneAsk } from '../../shared/rank-ask.ts';
import { type RankRules, usualRankWish } from '../../shared/rank-wish.ts';
import type { Role } from '../../shared/take.ts';
import { frameSeconds } from '../../shared/time.ts';
import type { KindRating } from '../../shared/verdict.ts';

export type Wish = { readonly sceneId: string; readonly role: Role };
/** Every take that a film without takes needs, and what they may cost together. */
export type TakePlan = { readonly wishes: readonly Wish[]; readonly ceilingMicros: number; readonly text: string };

/** Who could make them, and how the ranking chooses. */
export type Offer = {
  readonly generators: readonly GeneratorView[];
  readonly rules: RankRules;
  /** The user's own priorities, by generator id. */
  readonly priorities: Readonly<Record<string, number>>;
  /** What verdicts taught; none where they are not to count. */
  readonly ratings: readonly KindRating[];
};

/**
 * A picture for every scene, a voice where something is said. A generator that does not exist costs nothing here; it is
 * refused when the takes are begun.
 */
export function planTakes(film: Film, offer: Offer): TakePlan {
  const cut = planCut(film, []);
  const orders = film.scenes.flatMap((scene, index) => {
    const onScreen = frameSeconds(cut.scenes[index]?.frames ?? 1, film.canvas.fps);
    const maker = offer.generators.find(({ id }) => id === generatorFor(film, scene, 'picture'));
    const roles: Role[] =
      scene.narration.trim() === '' || (maker && speaksItself(maker)) ? ['picture'] : ['picture', 'voice'];
    return roles.map((role) => orderFor(film, scene, role, onScreen, offer));
  });
  const ceilingMicros = orders.reduce((sum, { micros }) => sum + micros, 0);
  const text = (['picture', 'voice'] as const).map((role) =>
    describe(
      role,
      orders.filter((one) => one.role === role),
    ),
  );
  const price = ceilingMicros === 0 ? 'free' : `at most ${formatMicros(ceilingMicros)}`;
  return {
    wishes: orders.map(({ sceneId, role }) => ({ sceneId, role })),
    ceilingMicros,
    text: [...text.filter(Boolean), price].join(' · '),
  };
}

type Order = {
  readonly sceneId: string;
  readonly role: Role;
  /** Name of who is asked first. */
  readonly maker: string;
  /** What the dearest of its chain costs. */
  readonly micros: number;
};

function orderFor(film: Film, scene: Scene, role: Role, onScreen: number, offer: Offer): Order {
  const asked = generatorFor(film, scene, role);
  const wish = role === 'picture' ? film.picture.wish : usualRankWish;
  const ranked = rank({ ...offer, wish, scene: sceneAsk(film, scene, role, onScreen) });
  const { chain } = chooseChain({ role, asked, fallback: fallbackFor(film, scene, role), ranked });
  const links = chain.length > 0 ? chain : offer.generators.filter(({ id, role: its }) => id === asked && its === role);
  const prices = links.map((generator) => priceCeiling({ film, scene, generator, onScreen }));
  return { sceneId: scene.id, role, maker: links[0]?.name ?? asked, micros: Math.max(0, ...prices) };
}

function describe(role: Role, orders: readonly Order[]): string {
  if (orders.length === 0) return '';
  const makers = new Set(orders.map(({ maker }) => maker));
  return `${orders.length} ${role}${orders.length === 1 ? '' : 's'} by ${[...makers].join(', ')}`;
}

/** Throws `invalid-input` when the takes may cost more than the user allows. */
export function refuseAbove(maxUsd: number | null, { ceilingMicros }: TakePlan): void {
  if (maxUsd === null || ceilingMicros <= usdToMicros(maxUsd)) return;
  throw new AppError({
    code: 'invalid-input',
    message: `The takes may cost ${formatMicros(ceilingMicros)}, which is more than the $${maxUsd} of --max-usd.`,
    action: 'Allow more, choose a cheaper generator, or shorten the script.',
  });
}
