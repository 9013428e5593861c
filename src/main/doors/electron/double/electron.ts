import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { app as bareApp, needsReady } from './app.ts';
import { ipcMain } from './ipc.ts';
import { protocol, session } from './session.ts';
import { dialogAnswer, journal } from './state.ts';
import { strict } from './strict.ts';
import { BrowserWindow } from './windows.ts';

// The double of `electron` for the main process, of the members that the studio uses; see claims.md. A member that is
// missing here fails the import or throws.

export { BrowserWindow, ipcMain, protocol, session };
export const app = strict('app', bareApp);

/** Dialogs are asked with or without a window first. */
const asked = (method: Parameters<typeof dialogAnswer>[0]) => async (first: unknown, second?: unknown) => {
  needsReady('dialog module can only be used after app is ready');
  return dialogAnswer(method, second ?? first);
};
export const dialog = strict('dialog', {
  showMessageBox: asked('showMessageBox'),
  showOpenDialog: asked('showOpenDialog'),
  showSaveDialog: asked('showSaveDialog'),
  showErrorBox: (title: string, text: string) => journal.push(`showErrorBox ${title}: ${text}`),
});

type Item = { id?: string; label?: string; submenu?: Item[]; click?: (...args: unknown[]) => void };
let applicationMenu: object | null = null;
const allItems = (items: Item[]): Item[] => items.flatMap((item) => [item, ...allItems(item.submenu ?? [])]);
export const Menu = strict('Menu', {
  buildFromTemplate: (items: Item[]) => ({
    items,
    getMenuItemById: (id: string) => allItems(items).find((item) => item.id === id) ?? null,
  }),
  setApplicationMenu: (menu: object) => {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
});

export const nativeTheme = strict('nativeTheme', { themeSource: 'system', shouldUseDarkColors: true });
export const systemPreferences = strict('systemPreferences', { askForMediaAccess: async () => true });
export const shell = strict('shell', {
  showItemInFolder: (path: string) => void journal.push(`showItemInFolder ${path}`),
  openExternal: async (url: string) => void journal.push(`openExternal ${url}`),
  openPath: async (path: string) => {
    journal.push(`openPath ${path}`);
    return '';
  },
});

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
export const screen = strict('screen', { getPrimaryDisplay: () => display, getAllDisplays: () => [display] });

let blockers = 0;
export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: (kind: string) => {
    journal.push(`powerSaveBlocker ${kind}`);
    blockers += 1;
    return blockers;
  },
  stop: (id: number) => journal.push(`powerSaveBlocker stop ${id}`),
});

export const net = strict('net', {
  fetch: async (input: RequestInfo, init?: RequestInit) => {
    needsReady('net module can only be used after app is ready');
    if (init?.redirect !== 'manual') return fetch(input, init);
    const response = await fetch(input, init);
    if (response.status >= 300 && response.status < 400) throw new Error('Redirect was cancelled');
    return response;
  },
});

class UtilityProcess extends EventEmitter {
  pid = 1;
  stdout = new PassThrough();
  stderr = new PassThrough();
  killed = false;

  postMessage = (message: unknown) => journal.push(`utility message ${JSON.stringify(message)}`);
  kill = () => {
    if (!this.killed) setImmediate(() => this.emit('exit', 0));
    this.killed = true;
    journal.push('utility kill');
    return true;
  };
}
export const utilityProcess = strict('utilityProcess', {
  fork: (file: string, _args: string[], options: object) => {
    needsReady('utilityProcess cannot be created before app is ready.');
    journal.push(`utility fork ${file} ${JSON.stringify(options)}`);
    return strict('UtilityProcess', new UtilityProcess());
  },
});

export default {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  systemPreferences,
  utilityProcess,
};
