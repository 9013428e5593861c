import { planCut } from '../../shared/cut.ts';
import { AppError } from '../../shared/errors.ts';
import type { Film, Scene } from '../../shared/film.ts';
import { frameSeconds } from '../../shared/time.ts';
import type { FilmSession } from '../films/film-session.ts';
import { findFiles, type SizesSeen } from '../hand-off/find-files.ts';
import { prepareHandOff } from '../hand-off/prepare-hand-off.ts';
import { takeHandedOff } from '../hand-off/take-handed-off.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';
import { whileOpen } from './while-open.ts';

type HandOffParts = Pick<Parts, 'films' | 'catalogue' | 'settings' | 'grants' | 'uploads' | 'tools' | 'ledger' | 'bus'>;

/** Generators that people work themselves: what to take there, what came back, and the take that it becomes. */
export function handOffHandlers(parts: HandOffParts) {
  const { films, catalogue, settings, grants, uploads, tools, ledger, bus } = parts;
  const seen: SizesSeen = new Map();
  return {
    prepare: os.handOff.prepare.handler(async ({ input }) => {
      const session = films.get(input.filmId);
      const { film } = session.current();
      const scene = sceneOf(film, input.sceneId);
      const generator = catalogue.get(input.generator);
      return prepareHandOff(film, scene, generator, await secondsOnScreen(session, scene));
    }),
    found: os.handOff.found.handler(({ input }) => {
      const { handOffDir } = settings.get();
      return handOffDir === null ? [] : findFiles(handOffDir, Date.parse(input.since), seen, Date.now());
    }),
    paste: os.handOff.paste.handler(async ({ input: { name, base64 } }) => ({
      path: await uploads.keep(name, Buffer.from(base64, 'base64')),
    })),
    take: os.handOff.take.handler(async ({ input }) => {
      const { filmId, sceneId, name, costMicros } = input;
      const path = await grants.check(input.path);
      const generator = catalogue.get(input.generator);
      const take = await whileOpen(films, filmId, async (session) => {
        const scene = sceneOf(session.current().film, sceneId);
        return takeHandedOff({ session, tools: await tools(), ledger, scene, generator, path, name, costMicros });
      });
      bus.publish('event', { type: 'take', filmId, take });
      await uploads.drop(input.path);
      return take;
    }),
  };
}

function sceneOf({ scenes }: Film, sceneId: string): Scene {
  const scene = scenes.find(({ id }) => id === sceneId);
  if (scene) return scene;
  throw new AppError({
    code: 'not-found',
    message: 'The scene is not in the film as last saved.',
    action: 'Save the film, then try again.',
  });
}

async function secondsOnScreen(session: FilmSession, { id }: Scene): Promise<number> {
  const { film } = session.current();
  const cut = planCut({ ...film, captions: { ...film.captions, on: false } }, await session.takes.list());
  return frameSeconds(cut.scenes.find(({ sceneId }) => sceneId === id)?.frames ?? 1, film.canvas.fps);
}
