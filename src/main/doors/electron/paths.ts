import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';

/** Where the desktop door finds its own parts. `here` is the folder of the compiled main process, `out/main`. */
export type DoorPaths = {
  readonly main: string;
  readonly preload: string;
  readonly renderer: string;
  readonly resources: string;
  readonly library: string;
};

/** The compiled app's folders, in the repository and when packaged alike. */
export function doorPaths(here: string): DoorPaths {
  return {
    main: here,
    preload: join(here, '../preload/index.cjs'),
    renderer: join(here, '../renderer'),
    // FFmpeg reads fonts from there, so they cannot lie inside app.asar.
    resources: app.isPackaged ? join(process.resourcesPath, 'studio') : join(here, '../../resources'),
    library: process.env.CIRCLE_TAKE_LIBRARY ?? join(app.getPath('videos'), 'Circle Take'),
  };
}

/** Moves all of the app's data, its single-instance lock included, to the folder that tests name. Before anything reads it. */
export function moveDataFolder(dir: string | undefined): void {
  if (!dir) return;
  mkdirSync(dir, { recursive: true });
  app.setPath('userData', resolve(dir));
}
