import { constants } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Role, TakeView } from '../../shared/take.ts';
import type { Wish } from '../ffmpeg/inspect-remarks.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import { withFileErrors } from '../films/atomic-file.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { NewTake } from '../films/take-store.ts';
import { inspectFile } from './inspect-file.ts';
import { staged } from './staged.ts';

export type ImportOrder = {
  readonly session: FilmSession;
  readonly tools: FfmpegTools;
  readonly sceneId: string;
  readonly role: Role;
  /** Absolute path; the file stays where it is and a copy becomes the take. */
  readonly path: string;
  /** The name that the user knows the file by. */
  readonly name: string;
  /** Where it comes from, where that is known: what the user made in a tool without an API. */
  readonly made?: Pick<NewTake, 'id' | 'origin' | 'prompt' | 'cost' | 'speaks'>;
};

/** Files larger than this are not footage for a scene. Bytes. */
const largest = 8 * 1024 ** 3;

/**
 * Brings a picture, clip or recording in as a take. Throws `not-found`, `damaged`, `unsupported` (not media, or of the
 * wrong kind), `disk-full` or `not-writable`; nothing is left behind then.
 */
export async function importTake({ session, tools, sceneId, role, path, name, made }: ImportOrder): Promise<TakeView> {
  await refuseUnusable(session, sceneId, path);
  return staged(session, async (dir) => {
    const file = join(dir, `import${extname(path)}`);
    await withFileErrors(path, () => copyFile(path, file, constants.COPYFILE_FICLONE));
    const started = Date.now();
    const wish = wishFor(session, role);
    const inspected = await inspectFile({ tools, dir, file, wish }).catch((error: unknown) => {
      throw named(error, basename(file), name);
    });
    return session.takes.add(
      {
        id: newId('take'),
        sceneId,
        role,
        origin: { kind: 'imported', originalName: name },
        prompt: '',
        seed: null,
        inputsDigest: null,
        probe: inspected.probe,
        remarks: inspected.remarks,
        measured: inspected.measured,
        words: null,
        cost: { micros: 0, basis: 'free' },
        tookMs: Date.now() - started,
        warnings: [],
        ...made,
      },
      inspected.files,
    );
  });
}

/** Measured like any take, but no rule fails it: the user brought it in to be used. */
function wishFor(session: FilmSession, role: Role): Wish {
  const canvas = role === 'picture' ? session.current().film.canvas : null;
  return { role, seconds: null, canvas, failTakesThatAre: [] };
}

/** The inspection knows the copy only; people know the file by its own name. */
function named(error: unknown, copy: string, name: string): unknown {
  if (!(error instanceof AppError)) return error;
  const { code, action, details } = error;
  return new AppError({ code, message: error.message.replace(copy, name), action, details, cause: error });
}

async function refuseUnusable(session: FilmSession, sceneId: string, path: string): Promise<void> {
  const { film } = session.current();
  if (!film.scenes.some((scene) => scene.id === sceneId))
    throw new AppError({ code: 'not-found', message: 'The scene is not in the film any more.' });
  const { size, isFile } = await withFileErrors(path, async () => {
    const entry = await stat(path);
    return { size: entry.size, isFile: entry.isFile() };
  });
  if (isFile && size <= largest) return;
  throw new AppError({
    code: 'invalid-input',
    message: isFile ? `${path} is larger than 8 GB.` : `${path} is not a file.`,
    action: 'Choose a picture, a clip or a recording.',
  });
}
