import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { libraryDir, type Machine, userDataDir } from '../../node-studio.ts';

/** Where the desktop door finds its own parts. */
export type DoorPaths = {
  /** Folder of the compiled main process and helpers, `out/main`. */
  readonly main: string;
  readonly preload: string;
  readonly renderer: string;
  readonly resources: string;
  readonly library: string;
};

const machine = (): Machine => ({ platform: process.platform, home: homedir(), env: process.env });

/** The compiled app's folders, in the repository and when packaged alike; `here` is that of the main process. */
export function doorPaths(here: string): DoorPaths {
  return {
    main: here,
    preload: join(here, '../preload/index.cjs'),
    renderer: join(here, '../renderer'),
    // FFmpeg reads fonts from there, so they cannot lie inside app.asar.
    resources: app.isPackaged ? join(process.resourcesPath, 'studio') : join(here, '../../resources'),
    library: libraryDir(machine()),
  };
}

/**
 * Puts the app's data where the other doors have theirs, so that all show the same films and settings, and Chromium's
 * own files into a folder inside. Before anything reads them: the single-instance lock lies there too.
 */
export function moveDataFolder(): void {
  const dir = userDataDir(machine());
  const chromium = join(dir, 'chromium');
  mkdirSync(chromium, { recursive: true });
  app.setPath('userData', dir);
  app.setPath('sessionData', chromium);
}
