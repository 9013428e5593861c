import { rm } from 'node:fs/promises';
import type { FilmSession } from '../films/film-session.ts';

/** Gives `work` a fresh folder on the film's own disk, and takes it away afterwards. */
export async function staged<T>(session: Pick<FilmSession, 'takes'>, work: (dir: string) => Promise<T>): Promise<T> {
  const dir = await session.takes.stage();
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
