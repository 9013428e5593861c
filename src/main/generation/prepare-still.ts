import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobInputs } from '../../shared/job.ts';
import { makePoster } from '../ffmpeg/poster.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { RemoteInputs } from '../vendors/define-vendor.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { staged } from './staged.ts';

/** Pixels across: what video generators work at, and small enough to travel inside a request (some 300 KB). */
const stillWidth = 1280;

type Tools = Pick<GenerationDeps, 'tools'>;

/**
 * The frozen still that the job starts on as a JPEG in the staging folder `dir`, or null when it has none. Of a clip it
 * is a typical frame. Throws `not-found` or `damaged` when the take is gone, or as FFmpeg does.
 */
export async function stillFile(
  deps: Tools,
  session: FilmSession,
  inputs: JobInputs,
  dir: string,
): Promise<string | null> {
  return inputs.role === 'picture' && inputs.stillTakeId ? jpegOf(deps, session, inputs.stillTakeId, dir) : null;
}

/** The job's inputs for vendors over the network: its stills as data URIs. Throws like `stillFile`. */
export async function inputsForWire(deps: Tools, session: FilmSession, inputs: JobInputs): Promise<RemoteInputs> {
  if (inputs.role === 'voice') return inputs;
  const { stillTakeId, endStillTakeId, ...rest } = inputs;
  const forWire = async (takeId: string | null) => (takeId ? dataUri(deps, session, takeId) : null);
  return { ...rest, still: await forWire(stillTakeId), endStill: await forWire(endStillTakeId) };
}

const dataUri = (deps: Tools, session: FilmSession, takeId: string): Promise<string> =>
  staged(session, async (dir) => {
    const file = await jpegOf(deps, session, takeId, dir);
    return `data:image/jpeg;base64,${(await readFile(file)).toString('base64')}`;
  });

async function jpegOf({ tools }: Tools, { takes }: FilmSession, takeId: string, dir: string): Promise<string> {
  const { id, probe } = await takes.get(takeId);
  const file = join(dir, 'still.jpg');
  await makePoster(await tools(), await takes.mediaPath(id), probe, file, { width: stillWidth });
  return file;
}
