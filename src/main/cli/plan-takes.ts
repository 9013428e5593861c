import { planCut } from '../../shared/cut.ts';
import { AppError } from '../../shared/errors.ts';
import { type Film, generatorFor } from '../../shared/film.ts';
import { type GeneratorView, secondsToAsk } from '../../shared/generator.ts';
import { formatMicros, priceOf, usdToMicros } from '../../shared/money.ts';
import type { Role } from '../../shared/take.ts';
import { frameSeconds } from '../../shared/time.ts';

export type Wish = { readonly sceneId: string; readonly role: Role };
/** Every take that a film without takes needs, and what they may cost together. */
export type TakePlan = { readonly wishes: readonly Wish[]; readonly ceilingMicros: number; readonly text: string };

/** A picture for every scene, a voice where something is said. A generator that does not exist costs nothing here. */
export function planTakes(film: Film, generators: readonly GeneratorView[]): TakePlan {
  const byId = new Map(generators.map((generator) => [generator.id, generator]));
  const scenes = planCut(film, []).scenes.map(({ frames }) => frameSeconds(frames, film.canvas.fps));
  const orders = film.scenes.flatMap((scene, index) => {
    const roles: Role[] = scene.narration.trim() === '' ? ['picture'] : ['picture', 'voice'];
    const characters = scene.narration.length;
    return roles.map((role) => {
      const id = generatorFor(film, scene, role);
      return { sceneId: scene.id, role, id, seconds: scenes[index] ?? 0, characters, generator: byId.get(id) };
    });
  });
  const ceilingMicros = orders.reduce((sum, { generator, seconds, characters }) => {
    const amount = generator && { seconds: secondsToAsk(generator.limits, seconds), characters };
    return sum + (amount ? priceOf(generator.price, amount) : 0);
  }, 0);
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

type Order = { readonly id: string; readonly generator: GeneratorView | undefined };

function describe(role: Role, orders: readonly Order[]): string {
  if (orders.length === 0) return '';
  const makers = new Set(orders.map(({ id, generator }) => generator?.name ?? id));
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
