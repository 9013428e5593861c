import { stat } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { BrowserWindow, dialog, type FileFilter, type OpenDialogOptions, shell } from 'electron';
import { AppError } from '../../../shared/errors.ts';
import type { DesktopShell } from '../../desktop-shell.ts';
import type { DesktopStore } from './desktop-store.ts';
import { filmFolder } from './film-paths.ts';

type DialogOptions = {
  readonly store: DesktopStore;
  /** Whether a page on this host is one of a vendor we know. */
  readonly isVendorHost: (host: string) => Promise<boolean>;
};

type Picked = Parameters<DesktopShell['pickMedia']>[0];

const recordings = ['wav', 'mp3', 'm4a', 'aac', 'flac', 'ogg', 'opus', 'mp4', 'mov'];

const mediaFilters: Record<Picked, FileFilter> = {
  picture: {
    name: 'Pictures and clips',
    extensions: ['mp4', 'mov', 'm4v', 'webm', 'mkv', 'jpg', 'jpeg', 'png', 'webp', 'avif', 'gif', 'bmp'],
  },
  voice: { name: 'Recordings', extensions: recordings },
  music: { name: 'Music', extensions: recordings },
  lut: { name: 'Looks', extensions: ['cube'] },
  timeline: { name: 'Timelines', extensions: ['otio', 'fcpxml', 'xml'] },
};

const titles: Record<Picked, string> = {
  picture: 'Import a take',
  voice: 'Import a take',
  music: 'Choose the music',
  lut: 'Choose a look',
  timeline: 'Bring a timeline back',
};

/**
 * Native dialogs over the studio's window, each starting where the last one ended. `dialog` is used through its module
 * every time: Playwright replaces its methods.
 */
export function createDialogs({ store, isVendorHost }: DialogOptions): DesktopShell {
  const pick = async (options: OpenDialogOptions): Promise<string | null> => {
    const lastFolder = await existing(store.get('lastFolder'));
    const complete = lastFolder === null ? options : { ...options, defaultPath: lastFolder };
    const window = BrowserWindow.getAllWindows()[0];
    const { canceled, filePaths } = window
      ? await dialog.showOpenDialog(window, complete)
      : await dialog.showOpenDialog(complete);
    const [path] = filePaths;
    if (canceled || path === undefined) return null;
    store.set('lastFolder', dirname(path));
    return path;
  };
  return {
    pickFilm: async () => {
      const path = await pick(openFilmOptions());
      return path === null ? null : filmFolder(path);
    },
    pickFolder: (title) => pick({ title, properties: ['openDirectory', 'createDirectory'] }),
    pickMedia: (role) =>
      pick({ title: titles[role], filters: [mediaFilters[role]], properties: ['openFile', 'dontAddToRecent'] }),
    pickSavePath: async (suggested) => {
      const extension = extname(suggested).slice(1) || 'mp4';
      const filters = [{ name: extension.toUpperCase(), extensions: [extension] }];
      const options = { title: 'Export', defaultPath: suggested, filters };
      const window = BrowserWindow.getAllWindows()[0];
      const { canceled, filePath } = window
        ? await dialog.showSaveDialog(window, options)
        : await dialog.showSaveDialog(options);
      return canceled || filePath === '' ? null : filePath;
    },
    reveal: (path) => shell.showItemInFolder(path),
    openExternal: async (url) => {
      const { protocol, host } = new URL(url);
      if (protocol !== 'https:' || !(await isVendorHost(host))) {
        throw new AppError({
          code: 'not-allowed',
          message: `${host} is not a page of a vendor that the studio knows.`,
          action: 'Open it in your browser.',
        });
      }
      await shell.openExternal(url);
    },
  };
}

/** macOS shows a film as one file; the other systems know it as a folder only, and one dialog cannot offer both. */
function openFilmOptions(): OpenDialogOptions {
  const title = 'Open a film';
  if (process.platform !== 'darwin') return { title, properties: ['openDirectory', 'dontAddToRecent'] };
  return { title, filters: [{ name: 'Film', extensions: ['film'] }], properties: ['openFile', 'openDirectory'] };
}

async function existing(folder: string | null): Promise<string | null> {
  if (folder === null) return null;
  const found = await stat(folder).catch((error: unknown) => {
    // Drives are unplugged; the dialog then starts where the system likes.
    console.warn(`last folder: ${String(error)}`);
    return null;
  });
  return found?.isDirectory() ? folder : null;
}
