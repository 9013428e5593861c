import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Take } from '../../shared/take.ts';
import type { Contestant, NewVerdict } from '../../shared/verdict.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { NewVerdictRow } from '../ledger/verdict-journal.ts';

/**
 * What a window said, with all that the film as last saved and its takes say of it; takes may be of other scenes of the
 * film. Throws `not-found` for a scene or a take that is not there, and `invalid-input` for what is no picture, a duel
 * of more than two, and a circle of more or less than one.
 */
export async function wholeVerdict(
  { current, takes }: Pick<FilmSession, 'current' | 'takes'>,
  { takeIds, ...said }: NewVerdict,
): Promise<NewVerdictRow> {
  const { film } = current();
  const scene = film.scenes.find(({ id }) => id === said.sceneId);
  if (!scene)
    throw refused('not-found', `The scene is not in “${film.title}” as last saved.`, 'Save it, then try again.');
  if (said.mode === 'duel' && takeIds.length !== 2)
    throw refused('invalid-input', `A duel is between two takes, not ${takeIds.length}.`, 'Choose two takes.');
  if (said.mode === 'circle' && said.best.length !== 1)
    throw refused('invalid-input', `One take is circled, not ${said.best.length}.`, 'Circle one take.');
  const contestants = await Promise.all(takeIds.map(async (takeId) => contestant(await find(takes, takeId))));
  return { ...said, filmTitle: film.title, sceneTitle: scene.title, kind: scene.kind, contestants };
}

function contestant({ id, role, number, origin, cost, probe }: Take): Contestant {
  if (role !== 'picture')
    throw refused('invalid-input', `Take ${number} is a voice, and only pictures are compared.`, 'Leave it out.');
  const { generator, vendor } = origin.kind === 'generated' ? origin : { generator: null, vendor: null };
  return { takeId: id, generator, vendor, micros: cost.micros, seconds: probe.seconds };
}

async function find(takes: FilmSession['takes'], takeId: string): Promise<Take> {
  try {
    return await takes.get(takeId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    throw refused(
      'not-found',
      'One of the takes is not in this film any more.',
      'Open the wall again, then judge.',
      error,
    );
  }
}

const refused = (code: ErrorCode, message: string, action: string, cause?: AppError) =>
  new AppError({ code, message, action, details: cause?.details ?? {}, cause });
