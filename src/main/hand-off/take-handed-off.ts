import { newId } from '../../shared/ids.ts';
import type { Cost, TakeView } from '../../shared/take.ts';
import type { Scene } from '../../shared/film.ts';
import { type Generator, speaksItself } from '../../shared/generator.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { FilmSession } from '../films/film-session.ts';
import { freezeInputs } from '../generation/freeze-inputs.ts';
import { importTake } from '../generation/import-take.ts';
import { handOffVendor } from '../generators/hindrance.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { handOffOf } from './prepare-hand-off.ts';

export type HandedOff = {
  readonly session: FilmSession;
  readonly tools: FfmpegTools;
  readonly ledger: Ledger;
  readonly scene: Scene;
  readonly generator: Generator;
  /** Absolute path; the file stays where it is and a copy becomes the take. */
  readonly path: string;
  /** The name that the user knows the file by. */
  readonly name: string;
  /** What it cost at the tool as the user says, micros; null where nothing is said. */
  readonly costMicros: number | null;
};

/**
 * Brings back what the user made in a tool without an API: a take with that origin. What it cost stands in the ledger before
 * the file is copied, as reserved, and is settled with the take; `resume` ends what a crash leaves in between. Budgets
 * count it and do not refuse it: the money is spent. Throws as `importTake`, and `unsupported` for a generator with an API.
 */
export async function takeHandedOff(order: HandedOff): Promise<TakeView> {
  const { ledger, generator, costMicros } = order;
  handOffOf(generator);
  if (costMicros === null) return bringIn(order, newId('take'), { micros: 0, basis: 'free' });
  const line = writeIntent(order, costMicros);
  try {
    const take = await bringIn(order, line.takeId, { micros: costMicros, basis: 'stated' });
    settle(ledger, line, take);
    return take;
  } catch (error) {
    abandon(ledger, line);
    throw error;
  }
}

const bringIn = ({ session, tools, scene, generator, path, name }: HandedOff, id: string, cost: Cost) => {
  const { role } = generator;
  const { inputs } = frozen(session, scene, generator);
  return importTake({
    ...{ session, tools, sceneId: scene.id, role, path, name },
    made: {
      ...{ id, cost, prompt: inputs.role === 'picture' ? inputs.prompt : inputs.text },
      origin: { kind: 'handed-off', generator: generator.id, originalName: name },
      speaks: speaksItself(generator),
    },
  });
};

const frozen = (session: FilmSession, scene: Scene, generator: Generator) =>
  freezeInputs({
    ...{ film: session.current().film, scene, generator, onScreen: scene.seconds ?? 5 },
    seed: { value: 0, asked: false },
  });

type Line = { readonly jobId: string; readonly attemptId: string; readonly takeId: string };

/** Spending is told by jobs and attempts: this is the job of the user's own hands, which no list shows. */
function writeIntent({ ledger, session, scene, generator }: HandedOff, micros: number): Line {
  const line = { jobId: newId('job'), attemptId: newId('attempt'), takeId: newId('take') };
  const { film } = session.current();
  const { inputs, warnings } = frozen(session, scene, generator);
  const link = { generator: generator.id, vendor: handOffVendor, priceCeilingMicros: micros, inputs, warnings };
  const about = { filmId: film.id, sceneId: scene.id, role: generator.role, generator: generator.id };
  return ledger.together(() => {
    ledger.jobs.add([
      {
        ...about,
        ...{ id: line.jobId, filmDir: session.dir, takeId: line.takeId, inputs, chain: [link], link: 0, trail: [] },
        ...{ state: 'fetching', priority: 'medium', filmTitle: film.title, sceneTitle: scene.title, error: null },
        ...{
          progress: { fraction: null, secondsLeft: null, text: 'Checking' },
          charged: 'yes',
          warnings: [...warnings],
        },
        ...{ priceCeilingMicros: micros, comparisonId: null },
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

function settle(ledger: Ledger, { jobId, attemptId }: Line, { id: takeId, cost, media: { sha256 } }: TakeView): void {
  ledger.together(() => {
    ledger.attempts.update(attemptId, { state: 'done', costMicros: cost.micros, costBasis: cost.basis });
    ledger.entries.settle(attemptId, { state: 'settled', ...cost, takeId, sha256 });
    ledger.jobs.update(jobId, { state: 'done', error: null });
  });
}

/** There is no take, so there is nothing to count: the user brings it in again. */
function abandon(ledger: Ledger, { jobId, attemptId }: Line): void {
  ledger.together(() => {
    ledger.attempts.update(attemptId, { state: 'cancelled' });
    ledger.entries.settle(attemptId, { state: 'settled', micros: 0, basis: 'free' });
    ledger.jobs.update(jobId, { state: 'cancelled', charged: 'no' });
  });
}
