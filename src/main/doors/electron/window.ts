import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron';
import type { DesktopStore } from './desktop-store.ts';
import { smallestWindow, windowBounds } from './window-bounds.ts';

type StudioWindowOptions = {
  /** Absolute path of the compiled preload, a `.cjs` file. */
  readonly preload: string;
  /** Absolute path of the window's icon, for Linux. */
  readonly icon: string;
  readonly store: DesktopStore;
};

/** A page that never says it is ready (its preload fails, say) must not stay invisible. */
const longestHiddenMs = 6000;

/** Ground of both themes, as in the renderer's tokens.css. */
const ground = { dark: '#131416', light: '#f3f3f1' } as const;

/** The studio's window, hidden until its page has painted. The caller attaches its own listeners and then loads the page. */
export function createStudioWindow({ preload, icon, store }: StudioWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...windowBounds(store.get('bounds'), workAreas()),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Circle Take',
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    ...(process.platform === 'linux' ? { icon } : {}),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  showWhenReady(window, store.get('maximised'));
  rememberBounds(window, store);
  offerReload(window);
  return window;
}

/** Work areas of all displays, the primary one first. */
function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => workArea);
}

function showWhenReady(window: BrowserWindow, maximised: boolean): void {
  const show = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isVisible()) return;
    if (maximised) window.maximize();
    window.show();
  };
  const timer = setTimeout(show, longestHiddenMs);
  window.once('ready-to-show', show);
  window.once('closed', () => clearTimeout(timer));
}

function rememberBounds(window: BrowserWindow, store: DesktopStore): void {
  window.on('close', () => {
    if (window.isMinimized()) return;
    store.set({ bounds: window.getNormalBounds(), maximised: window.isMaximized() });
  });
}

/** Jobs and exports belong to the engine and go on, whatever happens to the page. */
function offerReload(window: BrowserWindow): void {
  const { webContents } = window;
  const offer = async (message: string): Promise<void> => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail: 'Jobs and exports go on. The film is as it was last saved.',
      buttons: ['Reload', 'Wait'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response === 0 && !window.isDestroyed()) webContents.reload();
  };
  const tell = (message: string): void => {
    offer(message).catch((error: unknown) => console.error(error));
  };
  window.on('unresponsive', () => tell('The window does not answer.'));
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    console.error(`page process gone: ${reason}, ${exitCode}`);
    tell('The window has stopped working.');
  });
  webContents.on('preload-error', (_event, path, error) => console.error(`preload ${path}:`, error));
  webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    // -3 is a load that another one replaced.
    if (!isMainFrame || code === -3) return;
    console.error(`${url} did not load: ${description} (${code})`);
    tell('The window could not be loaded.');
  });
}
