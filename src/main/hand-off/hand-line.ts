import type { Scene } from '../../shared/film.ts';
import type { Generator } from '../../shared/generator.ts';
import { newId } from '../../shared/ids.ts';
import type { TakeView } from '../../shared/take.ts';
import type { FilmSession } from '../films/film-session.ts';
import { freezeInputs } from '../generation/freeze-inputs.ts';
import { handOffVendor } from '../generators/hindrance.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What somebody makes by hand for a scene. */
export type HandWork = {
  readonly session: Pick<FilmSession, 'dir' | 'current'>;
  readonly ledger: Ledger;
  readonly scene: Scene;
  readonly generator: Generator;
};

/** What the scene asks for, as a job would be written with it. */
export const frozenWish = ({ session, scene, generator }: Omit<HandWork, 'ledger'>) =>
  freezeInputs({
    ...{ film: session.current().film, scene, generator, onScreen: scene.seconds ?? 5 },
    seed: { value: 0, asked: false },
  });

/** The line of one take by hand in the ledger. */
export type HandLine = { readonly jobId: string; readonly attemptId: string; readonly takeId: string };

/**
 * Writes down what a take by hand cost, reserved until the take is there. Spending is told by jobs and attempts: this is the
 * job of the user's own hands, which no list shows.
 */
export function openHandLine({ ledger, session, scene, generator }: HandWork, micros: number): HandLine {
  const line = { jobId: newId('job'), attemptId: newId('attempt'), takeId: newId('take') };
  const { film } = session.current();
  const { inputs, warnings } = frozenWish({ session, scene, generator });
  const link = { generator: generator.id, vendor: handOffVendor, priceCeilingMicros: micros, inputs, warnings };
  const about = { filmId: film.id, sceneId: scene.id, role: generator.role, generator: generator.id };
  return ledger.together(() => {
    ledger.jobs.add([
      {
        ...about,
        ...{ id: line.jobId, filmDir: session.dir, takeId: line.takeId, inputs, chain: [link], link: 0, trail: [] },
        ...{ state: 'fetching', priority: 'medium', filmTitle: film.title, sceneTitle: scene.title, error: null },
        ...{ priceCeilingMicros: micros, comparisonId: null, charged: 'yes', warnings: [...warnings] },
        progress: { fraction: null, secondsLeft: null, text: 'Checking' },
      },
    ]);
    ledger.jobs.update(line.jobId, { dismissed: true });
    const noCaps = { filmMicros: null, dayMicros: null, vendorMicros: null, vendorName: generator.name };
    ledger.entries.reserve({ ...about, jobId: line.jobId, vendor: handOffVendor, micros }, noCaps);
    const noKey = { keyLabel: null, keyId: null, account: null, request: null };
    const attempt = { id: line.attemptId, jobId: line.jobId, vendor: handOffVendor, generator: generator.id };
    ledger.attempts.add({ ...attempt, ...noKey, state: 'fetching' });
    ledger.entries.attach(line.jobId, { attemptId: line.attemptId, keyLabel: generator.name });
    return line;
  });
}

/** The take is there. */
export function settleHandLine(
  ledger: Ledger,
  { jobId, attemptId }: HandLine,
  { id: takeId, cost, media: { sha256 } }: TakeView,
): void {
  ledger.together(() => {
    ledger.attempts.update(attemptId, { state: 'done', costMicros: cost.micros, costBasis: cost.basis });
    ledger.entries.settle(attemptId, { state: 'settled', ...cost, takeId, sha256 });
    ledger.jobs.update(jobId, { state: 'done', error: null });
  });
}

/** There is no take, so there is nothing to count: the user brings it in again. */
export function dropHandLine(ledger: Ledger, { jobId, attemptId }: HandLine): void {
  ledger.together(() => {
    ledger.attempts.update(attemptId, { state: 'cancelled' });
    ledger.entries.settle(attemptId, { state: 'settled', micros: 0, basis: 'free' });
    ledger.jobs.update(jobId, { state: 'cancelled', charged: 'no' });
  });
}
