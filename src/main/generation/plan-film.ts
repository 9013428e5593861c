import type { FinishPlan, JobWish, Judgement } from '../../shared/batch.ts';
import { AppError } from '../../shared/errors.ts';
import type { Film } from '../../shared/film.ts';
import { keyTrouble } from '../../shared/key-trouble.ts';
import type { Budget } from '../../shared/spending.ts';
import type { FilmSession } from '../films/film-session.ts';
import { capMicros, capMicrosOrNone } from '../ledger/caps.ts';
import type { Engine } from './active-job.ts';
import { planFinish } from './plan-finish.ts';
import { judge, type PlanGround } from './plan-jobs.ts';

/** An open film. Throws `not-found`. */
export function openSession({ films }: Pick<Engine, 'films'>, filmId: string): FilmSession {
  const session = films.find(filmId);
  if (session) return session;
  throw new AppError({ code: 'not-found', message: 'The film is not open.', action: 'Open it first.' });
}

/** What takes of a film are planned with right now: the film as last saved, its takes, keys, prices and budgets. */
export async function planGround(engine: Engine, session: FilmSession): Promise<PlanGround> {
  const { film } = session.current();
  const { generators, vendors, rules, limitsOf, random, keys, ring, ledger } = engine;
  const { generatorPriorities, learnFromVerdicts } = engine.settings();
  return {
    film,
    takes: await session.takes.list(),
    generators,
    vendors,
    rules,
    limitsOf,
    random,
    priorities: generatorPriorities,
    ratings: learnFromVerdicts ? ledger.ratings() : [],
    accountsOf: (vendorId) => new Set(keys.ring(vendorId).map(({ account }) => account)).size,
    troubleOf: (vendorId) => keyTrouble(ring.ring(vendorId)),
    budgets: budgetsOf(engine, film),
  };
}

/** What a batch would be, before any job exists. Throws `not-found`. */
export async function judgeFilm(engine: Engine, filmId: string, wishes: readonly JobWish[]): Promise<Judgement> {
  const session = openSession(engine, filmId);
  return judge({ ...(await planGround(engine, session)), filmDir: session.dir, wishes, priority: 'medium' });
}

/** How to finish a film with what is left of its budgets. Throws `not-found`. */
export async function finishFilm(engine: Engine, filmId: string): Promise<FinishPlan> {
  const ground = await planGround(engine, openSession(engine, filmId));
  // Who dismissed a lost job, or sent it again, waits for it no more.
  const lost = engine.ledger.jobs.lost().filter(({ dismissed }) => !dismissed);
  const jobs = [...engine.ledger.jobs.unsettled(filmId), ...lost];
  const underWay = new Set(jobs.map(({ sceneId, role }) => `${sceneId} ${role}`));
  return planFinish({ ...ground, underWay: (sceneId, role) => underWay.has(`${sceneId} ${role}`) });
}

function budgetsOf({ ledger, settings, vendors }: Engine, film: Film): Budget[] {
  const { dayUsd, vendorUsd } = settings().budgets;
  const capped = Object.entries(vendorUsd).map(([id, usd]) => ({
    id,
    name: vendors.get(id)?.name ?? id,
    capMicros: capMicros(usd),
  }));
  return ledger.budgets({
    film: { id: film.id, capMicros: capMicrosOrNone(film.budgetUsd) },
    dayMicros: capMicrosOrNone(dayUsd),
    vendors: capped,
  });
}
