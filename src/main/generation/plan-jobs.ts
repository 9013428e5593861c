import { type Cut, planCut } from '../../shared/cut.ts';
import { AppError } from '../../shared/errors.ts';
import { type Film, generatorFor } from '../../shared/film.ts';
import type { Generator } from '../../shared/generator.ts';
import { newId } from '../../shared/ids.ts';
import type { Role, TakeView } from '../../shared/take.ts';
import { frameSeconds } from '../../shared/time.ts';
import type { NewJob } from '../ledger/job-journal.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import { freezeInputs } from './freeze-inputs.ts';

/** One take that somebody wants; without a generator, the scene's own choice. */
export type JobWish = { readonly sceneId: string; readonly role: Role; readonly generator?: string | undefined };

export type PlanOrder = {
  readonly film: Film;
  readonly filmDir: string;
  readonly takes: readonly TakeView[];
  readonly wishes: readonly JobWish[];
  readonly generators: ReadonlyMap<string, Generator>;
  readonly vendors: ReadonlyMap<string, Vendor>;
  readonly random: () => number;
};

export type PlannedJob = { readonly job: NewJob; readonly vendor: Vendor };

/**
 * Turns wishes into jobs, not yet written. Throws `not-found`, `invalid-input` or `unsupported` for the first wish that
 * is impossible, so that it is all or nothing.
 */
export function planJobs(order: PlanOrder): PlannedJob[] {
  const cut = planCut(order.film, order.takes);
  return order.wishes.map((wish) => planJob(order, cut, wish));
}

function planJob(order: PlanOrder, cut: Cut, wish: JobWish): PlannedJob {
  const { film } = order;
  const scene = film.scenes.find(({ id }) => id === wish.sceneId);
  if (!scene)
    throw new AppError({
      code: 'not-found',
      message: 'The scene is not in the film as last saved.',
      action: 'Save the film, then try again.',
    });
  const { generator, vendor } = choose(order, wish.generator ?? generatorFor(film, scene, wish.role), wish.role);
  const frames = cut.scenes.find(({ sceneId }) => sceneId === scene.id)?.frames ?? 1;
  const onScreen = frameSeconds(frames, film.canvas.fps);
  const seed = Math.floor(order.random() * 2 ** 31);
  const { inputs, priceCeilingMicros, warnings } = freezeInputs({ film, scene, generator, onScreen, seed });
  const job: NewJob = {
    id: newId('job'),
    filmId: film.id,
    filmDir: order.filmDir,
    sceneId: scene.id,
    role: wish.role,
    generator: generator.id,
    state: 'queued',
    inputs,
    takeId: newId('take'),
    progress: { fraction: null, secondsLeft: null, text: `Waiting for ${vendor.name}` },
    error: null,
    charged: 'no',
    priceCeilingMicros,
    warnings: [...warnings],
  };
  return { job, vendor };
}

function choose({ generators, vendors }: PlanOrder, id: string, role: Role): { generator: Generator; vendor: Vendor } {
  const generator = generators.get(id);
  const vendor = generator && vendors.get(generator.vendor);
  if (!generator || !vendor) throw unusable(`The generator “${id}” is not in this Circle Take's catalogue.`);
  const makes = generator.role === role && (vendor.kind === 'remote' || vendor[role] !== undefined);
  if (!makes) throw unusable(`${generator.name} makes no ${role}.`);
  return { generator, vendor };
}

const unusable = (message: string): AppError =>
  new AppError({ code: 'unsupported', message, action: 'Choose another generator.' });
