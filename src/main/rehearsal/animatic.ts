import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobWish } from '../../shared/batch.ts';
import { type Film, newFilm, newScene } from '../../shared/film.ts';
import { newId } from '../../shared/ids.ts';
import { roles, type TakeView, takeInCut, takesAround } from '../../shared/take.ts';
import { withFileErrors } from '../films/atomic-file.ts';
import { takesName } from '../films/film-folder.ts';
import { createFilmFolder, type FilmSession, openFilmSession } from '../films/film-session.ts';
import { copyFolder } from '../films/library.ts';
import type { TakeStore } from '../films/take-store.ts';

/**
 * Copies a film as last saved for its rehearsal, as a film of its own in `dir` without a budget, with the takes that it
 * keeps: stills, and what is in the cut and not rehearsed. Opens it. Throws `disk-full` or `not-writable`.
 */
export async function copyForRehearsal(
  { current, takes, dir: from }: FilmSession,
  wishes: readonly JobWish[],
  dir: string,
): Promise<FilmSession> {
  const { film } = current();
  const kept = keptTakes(film, await takes.list(), wishes);
  await createFilmFolder(dir, animaticOf(film, wishes));
  await withFileErrors(dir, () => mkdir(join(dir, takesName)));
  for (const { id } of kept) await copyFolder(join(from, takesName, id), join(dir, takesName, id), () => true);
  return openFilmSession(dir);
}

const isWished = (wishes: readonly JobWish[], sceneId: string, role: JobWish['role']): boolean =>
  wishes.some((wish) => wish.sceneId === sceneId && wish.role === role);

/** What is rehearsed is not circled: the cut then takes what the rehearsal makes. */
function animaticOf(film: Film, wishes: readonly JobWish[]): Film {
  const title = `${film.title.slice(0, 180).toWellFormed()}, rehearsal`;
  const scenes = film.scenes.map((scene) => {
    const circled = (role: JobWish['role']) => (isWished(wishes, scene.id, role) ? null : scene.circled[role]);
    return { ...scene, circled: { picture: circled('picture'), voice: circled('voice') } };
  });
  return { ...film, id: newId('film'), title, budgetUsd: null, scenes };
}

function keptTakes(film: Film, takes: readonly TakeView[], wishes: readonly JobWish[]): TakeView[] {
  const around = takesAround(takes);
  const ids = film.scenes.flatMap((scene) => [
    scene.still,
    scene.endStill,
    ...roles.map((role) => (isWished(wishes, scene.id, role) ? null : takeInCut(around(scene), scene, role)?.id)),
  ]);
  const wanted = new Set(ids);
  return takes.filter(({ id, problem }) => wanted.has(id) && !problem);
}

/**
 * Once rehearsed, the copy is a film that people may work on, where nothing is simulated any more: generating in it is
 * free until they choose otherwise, and then within the budget of the film that was rehearsed.
 */
export function makeFree(animatic: FilmSession, { budgetUsd }: Film): Promise<unknown> {
  const { film, revision } = animatic.current();
  const { picture, voice } = newFilm({ title: film.title });
  const { generator, fallback } = newScene();
  const scenes = film.scenes.map((scene) => ({ ...scene, generator, fallback }));
  const free = { ...film, picture, voice: { ...voice, speed: film.voice.speed }, budgetUsd, scenes };
  return animatic.save(free, revision);
}

/** The film as its rehearsal's jobs see it: what they make is filed as free, since nobody ever pays for it. */
export function filesForFree(session: FilmSession): FilmSession {
  const { takes } = session;
  const add: TakeStore['add'] = async (take, files) => {
    const filed = await takes.add({ ...take, cost: { micros: 0, basis: 'free' } }, files);
    // The rehearsal's own ledger counts as the real one would.
    return { ...filed, cost: take.cost };
  };
  return { ...session, takes: { ...takes, add } };
}
