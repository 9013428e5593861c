import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobInputs } from '../../shared/job.ts';
import { makePoster } from '../ffmpeg/poster.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { staged } from './staged.ts';

/** Pixels across: what video generators work at, and small enough to travel inside a request (some 300 KB). */
const stillWidth = 1280;

/**
 * The frozen still as a JPEG in the staging folder `dir`, or null when the job has none. Of a clip it is a typical
 * frame. Throws `not-found` or `damaged` when the take is gone, or as FFmpeg does.
 */
export async function stillFile(
  { tools }: Pick<GenerationDeps, 'tools'>,
  session: FilmSession,
  inputs: JobInputs,
  dir: string,
): Promise<string | null> {
  if (inputs.role !== 'picture' || inputs.stillTakeId === null) return null;
  const take = await session.takes.get(inputs.stillTakeId);
  const media = await session.takes.mediaPath(take.id);
  const still = join(dir, 'still.jpg');
  await makePoster(await tools(), media, take.probe, still, { width: stillWidth });
  return still;
}

/** The same for vendors over the network: a data URI. */
export async function stillForWire(
  deps: Pick<GenerationDeps, 'tools'>,
  session: FilmSession,
  inputs: JobInputs,
): Promise<string | null> {
  if (inputs.role !== 'picture' || inputs.stillTakeId === null) return null;
  return staged(session, async (dir) => {
    const file = await stillFile(deps, session, inputs, dir);
    return file && `data:image/jpeg;base64,${(await readFile(file)).toString('base64')}`;
  });
}
