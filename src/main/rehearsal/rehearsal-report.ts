import type { Hurdle, Judgement } from '../../shared/batch.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import type { Generator } from '../../shared/generator.ts';
import type { Job } from '../../shared/job.ts';
import type { Rehearsal } from '../../shared/rehearsal.ts';
import { sceneName } from '../generation/plan-wish.ts';

export type RehearsalReport = NonNullable<Rehearsal['report']>;

export type ReportOrder = {
  readonly film: Film;
  /** The real film, judged with the keys and budgets that there are. */
  readonly judged: Judgement;
  /** The same wishes, judged with a key wherever one is needed. */
  readonly planned: Judgement;
  /** As they ended. */
  readonly jobs: readonly Job[];
  readonly generators: ReadonlyMap<string, Generator>;
  readonly chargedMicros: number;
  readonly animaticDir: string;
};

/** What a rehearsal has shown. */
export function reportOf(order: ReportOrder): RehearsalReport {
  const { judged, planned, jobs, chargedMicros, animaticDir } = order;
  const { lowMicros, highMicros, seconds, bites } = planned;
  return {
    ...{ animaticDir, chargedMicros, lowMicros, highMicros, seconds, bites },
    wished: planned.wishes.length,
    made: jobs.filter(({ state }) => state === 'done').length,
    hurdles: unique([...judged.hurdles, ...planned.hurdles, ...refusals(order)]),
  };
}

/** What a simulated vendor did not take, also where another generator of the chain did. */
function refusals({ film, jobs, generators }: ReportOrder): Hurdle[] {
  return jobs.flatMap((job) => {
    const last =
      job.error === null || job.state === 'cancelled' ? [] : [{ generator: job.generator, error: job.error }];
    return [...job.trail, ...last].map(({ generator, error }) => {
      const who = { generator, vendor: generators.get(generator)?.vendor ?? null };
      return { ...hurdleOf(film, job.sceneId, error), ...who };
    });
  });
}

function hurdleOf(film: Film, sceneId: string, { code, message, action }: ErrorData) {
  const scene = film.scenes.find(({ id }) => id === sceneId);
  return { code, message: scene ? `${sceneName(film, scene)}: ${message}` : message, action, sceneId };
}

function unique(hurdles: readonly Hurdle[]): Hurdle[] {
  const key = ({ sceneId, message }: Hurdle) => `${sceneId} ${message}`;
  return [...new Map(hurdles.map((hurdle) => [key(hurdle), hurdle])).values()];
}
