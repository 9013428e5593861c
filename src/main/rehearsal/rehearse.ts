import { join } from 'node:path';
import type { JobWish, Judgement } from '../../shared/batch.ts';
import { AppError } from '../../shared/errors.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { Keys } from '../keys/keys.ts';
import { copyForRehearsal, makeFree } from './animatic.ts';
import { watchJobs } from './jobs-watch.ts';
import { type EngineGround, type Faults, openRehearsalEngine, type RehearsalEngine } from './rehearsal-engine.ts';
import { openWorkFolder, placeAnimatic, removeFolder } from './rehearsal-folders.ts';
import { type RehearsalReport, reportOf } from './rehearsal-report.ts';
import { rehearsalWishes } from './rehearsal-wishes.ts';
import { simulatedDialects } from './simulated-vendors.ts';

export type RehearseGround = EngineGround & {
  /** Only which accounts there are: no secret is ever asked for. */
  readonly keys: Pick<Keys, 'ring'>;
  /** Judges wishes of the real film, and writes nothing. */
  readonly judge: (filmId: string, wishes: readonly JobWish[]) => Promise<Judgement>;
  /** Folder of animatics and of work under way; made when missing. */
  readonly home: string;
  /** An animatic of before is not there any more. */
  readonly onGone: (dir: string) => void;
};

export type RehearseOrder = {
  /** The real film, held open meanwhile. */
  readonly session: FilmSession;
  readonly faults?: Faults | undefined;
  readonly signal: AbortSignal;
  /** `fraction` from 0 to 1. */
  readonly tell: (fraction: number, text: string) => void;
};

/**
 * Rehearses a film from the beginning to its report. Leaves the animatic behind and nothing else; where it fails or is
 * stopped, nothing. Throws `cancelled`, `missing-tool`, `disk-full` or `not-writable`.
 */
export async function rehearse(ground: RehearseGround, order: RehearseOrder): Promise<RehearsalReport> {
  const { session, tell, signal } = order;
  const { film } = session.current();
  const wishes = rehearsalWishes(film, await session.takes.list(), ground.catalogue.byId);
  const judged = await ground.judge(film.id, wishes);
  const work = await openWorkFolder(ground.home);
  try {
    tell(0.02, 'Copying the film');
    const made = join(work, 'animatic.film');
    const animatic = await copyForRehearsal(session, wishes, made);
    const { planned, jobs, chargedMicros } = await playAndFree(ground, order, { work, animatic, judged });
    refuseStopped(signal);
    tell(0.98, 'Writing the report');
    const animaticDir = await placeAnimatic(made, ground.home, film.id, ground.onGone);
    const generators = ground.catalogue.byId;
    return reportOf({ film, judged, planned, jobs, generators, chargedMicros, animaticDir });
  } finally {
    await removeFolder(work);
  }
}

type Stage = { readonly work: string; readonly animatic: FilmSession; readonly judged: Judgement };

async function playAndFree(ground: RehearseGround, order: RehearseOrder, stage: Stage) {
  try {
    const played = await play(ground, order, stage);
    await makeFree(stage.animatic, order.session.current().film);
    return played;
  } finally {
    await stage.animatic.close();
  }
}

async function play(ground: RehearseGround, order: RehearseOrder, { work, animatic, judged }: Stage) {
  const { tell, signal, faults } = order;
  refuseStopped(signal);
  tell(0.05, 'Starting the simulated vendors');
  const watch = watchJobs(({ fraction, over, total }) => tell(0.05 + 0.9 * fraction, `${over} of ${total} takes made`));
  const accountsAt = accountsFor(ground, judged);
  const publish = watch.hear;
  const engine = await openRehearsalEngine(ground, { dir: work, session: animatic, accountsAt, faults, publish });
  try {
    const { planned, started } = await start(engine, animatic.filmId, judged);
    const jobs = await watch.allOver(started, signal);
    return { planned, jobs, chargedMicros: engine.chargedMicros() };
  } finally {
    await engine.close();
  }
}

/** Starts every take that can be made, once no key is missing; the others have hurdles. */
async function start({ generation }: RehearsalEngine, filmId: string, { wishes }: Judgement) {
  // What the ranking chose with the real keys stays chosen: rehearsal keys must not lead it to other vendors.
  const asked = wishes.map(({ sceneId, role, generator, chain: [first] }) => {
    const chosen = first?.generator ?? generator;
    return { sceneId, role, ...(chosen !== undefined && { generator: chosen }) };
  });
  const planned = await generation.judge(filmId, asked);
  const playable = asked.filter((_, index) => (planned.wishes[index]?.chain.length ?? 0) > 0);
  return { planned, started: playable.length > 0 ? await generation.generate(filmId, playable) : [] };
}

/** As many accounts as there are keys of, and one where the film needs a key that is missing. */
function accountsFor({ vendors, keys }: RehearseGround, { hurdles }: Judgement): Map<string, number> {
  const missing = new Set(hurdles.filter(({ code }) => code === 'unauthorized').map(({ vendor }) => vendor));
  const counts = [...vendors.keys()]
    .filter((id) => simulatedDialects.has(id))
    .map((id): [string, number] => {
      const accounts = new Set(keys.ring(id).map(({ account }) => account)).size;
      return [id, accounts === 0 && missing.has(id) ? 1 : accounts];
    });
  return new Map(counts.filter(([, count]) => count > 0));
}

function refuseStopped(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError({ code: 'cancelled' });
}
