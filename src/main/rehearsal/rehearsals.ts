import { join } from 'node:path';
import { AppError, toErrorData } from '../../shared/errors.ts';
import type { StudioEvent } from '../../shared/events.ts';
import type { Rehearsal } from '../../shared/rehearsal.ts';
import type { Parts } from '../handlers/parts.ts';
import type { Faults } from './rehearsal-engine.ts';
import { sweepWorkFolders } from './rehearsal-folders.ts';
import { type RehearseGround, rehearse } from './rehearse.ts';

/** The whole film run against simulated vendors, at no cost. */
export type Rehearsals = {
  /**
   * Rehearses the film as last saved, in the background; events tell how far it is. Throws `not-found` when the film is
   * not open, `conflict` while it is being rehearsed, and `invalid-input` when it has no scenes.
   */
  start(filmId: string, options?: { readonly faults?: Faults }): Rehearsal;
  /** The rehearsal of this film that runs or was the last of this session, or null. */
  get(filmId: string): Rehearsal | null;
  /** Stops it and removes what it made; resolves when that is done. Nothing happens when none runs. */
  cancel(filmId: string): Promise<void>;
  /** Resolves when the film is not being rehearsed any more. */
  over(filmId: string): Promise<void>;
  /** Removes what rehearsals left behind whose studio died. */
  sweep(): Promise<void>;
  /** Stops all of them. */
  stop(): Promise<void>;
};

export type RehearsalsGround = Pick<
  Parts,
  'options' | 'films' | 'grants' | 'recent' | 'keys' | 'vendors' | 'catalogue' | 'limitsOf' | 'settings' | 'tools'
> & {
  readonly judge: RehearseGround['judge'];
  readonly publish: (event: StudioEvent) => void;
};

type Running = { readonly stop: AbortController; readonly work: Promise<void> };

const holder = 'rehearsal';
/** News of one rehearsal come at most so often. */
const quietMs = 100;

/** Nothing runs before `start`. Animatics lie in `rehearsals` in the user's data folder. */
export function createRehearsals(ground: RehearsalsGround): Rehearsals {
  const { options, films, grants, recent, settings, publish } = ground;
  const home = join(options.userDataDir, 'rehearsals');
  const shown = new Map<string, Rehearsal>();
  const running = new Map<string, Running>();
  const rehearseGround: RehearseGround = {
    ...ground,
    // The rest of `keys` stays outside: no secret can come in.
    keys: { ring: ground.keys.ring },
    ...{ settings: settings.get, fork: options.fork, resourcesDir: options.resourcesDir, home },
    onGone: (dir) => recent.forget(dir),
  };

  const show = (rehearsal: Rehearsal): void => {
    shown.set(rehearsal.filmId, rehearsal);
    publish({ type: 'rehearsal', rehearsal });
  };
  const teller = (filmId: string) => {
    let toldAt = 0;
    return (fraction: number, text: string): void => {
      if (Date.now() < toldAt + quietMs) return;
      toldAt = Date.now();
      show({ filmId, state: 'running', fraction, text, error: null, report: null });
    };
  };

  async function run(filmId: string, signal: AbortSignal, faults: Faults | undefined): Promise<Rehearsal> {
    const none = { filmId, fraction: 1, error: null, report: null };
    try {
      const session = await films.open(films.get(filmId).dir, holder);
      const report = await rehearse(rehearseGround, { session, faults, signal, tell: teller(filmId) });
      grants.grant(report.animaticDir);
      return { ...none, state: 'done', text: `${report.made} of ${report.wished} takes made`, report };
    } catch (error) {
      if (signal.aborted) return { ...none, state: 'cancelled', text: 'Stopped' };
      if (!(error instanceof AppError)) console.error(error);
      return { ...none, state: 'failed', text: 'The rehearsal failed', error: toErrorData(error) };
    } finally {
      await films.release(filmId, holder);
    }
  }

  return {
    start(filmId, { faults } = {}) {
      const { film } = films.get(filmId).current();
      refuse(film, running.has(filmId));
      const stop = new AbortController();
      const work = run(filmId, stop.signal, faults).then((end) => {
        running.delete(filmId);
        show(end);
      });
      running.set(filmId, { stop, work });
      const text = 'Reading the film';
      const begun: Rehearsal = { filmId, state: 'running', fraction: 0, text, error: null, report: null };
      show(begun);
      return begun;
    },
    get: (filmId) => shown.get(filmId) ?? null,
    async cancel(filmId) {
      running.get(filmId)?.stop.abort();
      await running.get(filmId)?.work;
    },
    over: async (filmId) => running.get(filmId)?.work,
    sweep: () => sweepWorkFolders(home),
    async stop() {
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ work }) => work));
    },
  };
}

function refuse(
  { title, scenes }: { readonly title: string; readonly scenes: readonly unknown[] },
  runs: boolean,
): void {
  if (runs) {
    const message = `“${title}” is being rehearsed already.`;
    throw new AppError({ code: 'conflict', message, action: 'Wait for it to end, or stop it.' });
  }
  if (scenes.length > 0) return;
  const message = `“${title}” has no scenes to rehearse.`;
  throw new AppError({ code: 'invalid-input', message, action: 'Write a scene first.' });
}
