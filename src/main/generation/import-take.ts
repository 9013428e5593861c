import { copyFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { Role, TakeView } from '../../shared/take.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import { withFileErrors } from '../films/atomic-file.ts';
import type { FilmSession } from '../films/film-session.ts';
import { inspectFile } from './inspect-file.ts';
import { staged } from './staged.ts';

export type ImportOrder = {
  readonly session: FilmSession;
  readonly tools: FfmpegTools;
  readonly sceneId: string;
  readonly role: Role;
  /** Absolute path of the file, which is copied and left alone. */
  readonly path: string;
  /** Its name as the user knows it. */
  readonly name: string;
};

/**
 * Brings a picture, clip or recording in as a take of a scene. Throws `not-found` (scene or file), `damaged`,
 * `unsupported`, `disk-full` or `not-writable`.
 */
export async function importTake(order: ImportOrder): Promise<TakeView> {
  const { session, tools, sceneId, role, path, name } = order;
  const { film } = session.current();
  if (!film.scenes.some((scene) => scene.id === sceneId)) {
    throw new AppError({
      code: 'not-found',
      message: 'The scene is not in the film as last saved.',
      action: 'Save the film, then try again.',
    });
  }
  const started = Date.now();
  return staged(session, async (dir) => {
    const file = join(dir, 'import');
    await withFileErrors(path, () => copyPlainFile(path, file));
    const inspected = await named(name, inspectFile({ tools, dir, file, role, seconds: null }));
    return session.takes.add(
      {
        id: newId('take'),
        sceneId,
        role,
        origin: { kind: 'imported', originalName: basename(name) },
        prompt: '',
        seed: null,
        probe: inspected.probe,
        remarks: inspected.remarks,
        words: null,
        cost: { micros: 0, basis: 'free' },
        tookMs: Date.now() - started,
        warnings: [],
      },
      inspected.files,
    );
  });
}

async function copyPlainFile(path: string, file: string): Promise<void> {
  if (!(await stat(path)).isFile()) {
    const message = `“${basename(path)}” is not a file.`;
    throw new AppError({ code: 'invalid-input', message, action: 'Choose a picture, clip or recording.' });
  }
  await copyFile(path, file);
}

/** The inspection knows the copy only; people know the file by its own name. */
async function named<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message, action, details } = error;
    throw new AppError({ code, message: message.replace(/^import\b/, basename(name)), action, details, cause: error });
  }
}
