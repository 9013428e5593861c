import { speaksItself } from '../../shared/generator.ts';
import { newId } from '../../shared/ids.ts';
import type { Cost, TakeView } from '../../shared/take.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { FilmSession } from '../films/film-session.ts';
import { importTake } from '../generation/import-take.ts';
import { dropHandLine, frozenWish, type HandWork, openHandLine, settleHandLine } from './hand-line.ts';
import { handOffOf } from './prepare-hand-off.ts';

export type HandedOff = HandWork & {
  readonly session: FilmSession;
  readonly tools: FfmpegTools;
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
  const line = openHandLine(order, costMicros);
  const take = await bringIn(order, line.takeId, { micros: costMicros, basis: 'stated' }).catch((error: unknown) => {
    dropHandLine(ledger, line);
    throw error;
  });
  settleHandLine(ledger, line, take);
  return take;
}

const bringIn = ({ session, tools, scene, generator, path, name }: HandedOff, id: string, cost: Cost) => {
  const { role } = generator;
  const { inputs } = frozenWish({ session, scene, generator });
  return importTake({
    ...{ session, tools, sceneId: scene.id, role, path, name },
    made: {
      ...{ id, cost, prompt: inputs.role === 'picture' ? inputs.prompt : inputs.text },
      origin: { kind: 'handed-off', generator: generator.id, originalName: name },
      speaks: speaksItself(generator),
    },
  });
};
