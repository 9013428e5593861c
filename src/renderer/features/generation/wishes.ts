import type { Cut } from '../../../shared/cut.ts';
import { type Film, generatorFor, type Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { isSettled, type Job } from '../../../shared/job.ts';
import { priceCeiling } from '../../../shared/price-ceiling.ts';
import { type Role, type TakeView, takesOf } from '../../../shared/take.ts';
import { frameSeconds } from '../../../shared/time.ts';

/** One take that could be generated, what it would cost at most, and what stands in the way. */
export type Wish = {
  readonly sceneId: string;
  readonly role: Role;
  readonly generator: GeneratorView | null;
  /** Micros; an estimate when the price table says so. */
  readonly micros: number;
  readonly estimated: boolean;
  /** `needs a Replicate key`, `The scene has no prompt yet`; null when it can start. */
  readonly hindrance: string | null;
};

export type WishSource = {
  readonly film: Film;
  readonly cut: Cut;
  readonly generators: readonly GeneratorView[];
};

/** Seconds that a scene is on screen in the cut. */
export function onScreenSeconds(cut: Cut, sceneId: string): number {
  const scene = cut.scenes.find((each) => each.sceneId === sceneId);
  return scene ? frameSeconds(scene.frames, cut.canvas.fps) : 0;
}

/** What generating this role of this scene would take. The price is worked out as the studio does when it starts. */
export function wishFor({ film, cut, generators }: WishSource, scene: Scene, role: Role): Wish {
  const id = generatorFor(film, scene, role);
  const generator = generators.find((each) => each.id === id && each.role === role) ?? null;
  return {
    sceneId: scene.id,
    role,
    generator,
    micros: generator ? priceCeiling({ film, scene, generator, onScreen: onScreenSeconds(cut, scene.id) }) : 0,
    estimated: generator?.price.certainty === 'estimate',
    hindrance: generator ? hindranceOf(scene, generator) : `The generator ${id} is not in the catalogue`,
  };
}

/** The wish that a job was made for, at the price it may cost again. */
export function wishOf(job: Job, generators: readonly GeneratorView[]): Wish {
  const generator = generators.find((each) => each.id === job.generator) ?? null;
  const estimated = generator?.price.certainty === 'estimate';
  return {
    sceneId: job.sceneId,
    role: job.role,
    generator,
    micros: job.priceCeilingMicros,
    estimated,
    hindrance: null,
  };
}

function hindranceOf(scene: Scene, generator: GeneratorView): string | null {
  if (!generator.usable) return generator.hindrance ?? 'cannot be used now';
  if (generator.role === 'voice') return scene.narration.trim() === '' ? 'Write the narration first' : null;
  if (scene.prompt.trim() === '') return 'Write the prompt first';
  if (generator.limits.still === 'required' && scene.still === null) return `${generator.name} needs a still`;
  return null;
}

export type Missing = {
  /** What can start now. */
  readonly ready: readonly Wish[];
  /** Missing too, but something stands in the way. */
  readonly held: readonly Wish[];
};

/**
 * Every picture and every voice that the cut lacks and nobody works on. Scenes without words for a role are not
 * missing that role.
 */
export function missingWishes(source: WishSource, takes: readonly TakeView[], jobs: readonly Job[]): Missing {
  const all = source.film.scenes.flatMap((scene) =>
    rolesWithWords(scene)
      .filter((role) => lacks(scene, role, takes) && !activeJob(jobs, scene.id, role))
      .map((role) => doubtful(jobs, wishFor(source, scene, role))),
  );
  return {
    ready: all.filter((wish) => wish.hindrance === null),
    held: all.filter((wish) => wish.hindrance !== null),
  };
}

/** A job whose fate is unknown may have been paid: only its own button sends it again. */
function doubtful(jobs: readonly Job[], wish: Wish): Wish {
  const last = jobs.findLast((job) => job.sceneId === wish.sceneId && job.role === wish.role);
  return last?.state === 'unknown' ? { ...wish, hindrance: 'It is not known what became of the last job' } : wish;
}

const rolesWithWords = (scene: Scene): Role[] => [
  ...(scene.prompt.trim() ? (['picture'] as const) : []),
  ...(scene.narration.trim() ? (['voice'] as const) : []),
];

const lacks = (scene: Scene, role: Role, takes: readonly TakeView[]): boolean =>
  scene.circled[role] === null && !takesOf(takes, scene.id, role).some((take) => !take.problem);

/** The newest job that still works on this role of this scene. */
export const activeJob = (jobs: readonly Job[], sceneId: string, role: Role): Job | null =>
  jobs.findLast((job) => job.sceneId === sceneId && job.role === role && !isSettled(job.state)) ?? null;

/** Micros of all wishes together, and whether any part of it is an estimate. */
export function sumOf(wishes: readonly Wish[]): { readonly micros: number; readonly estimated: boolean } {
  return {
    micros: wishes.reduce((sum, wish) => sum + wish.micros, 0),
    estimated: wishes.some((wish) => wish.estimated && wish.micros > 0),
  };
}
