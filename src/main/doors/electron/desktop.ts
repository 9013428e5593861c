import { join } from 'node:path';
import type { RPCHandler } from '@orpc/server/message-port';
import { type BrowserWindow, session } from 'electron';
import type { Studio } from '../../studio.ts';
import { createPageHandler, ownClient } from './calls.ts';
import { keepChrome } from './chrome.ts';
import { openDesktopStore } from './desktop-store.ts';
import { createElectronHelpers } from './electron-helpers.ts';
import { openEngine } from './engine.ts';
import type { FilmPaths } from './film-paths.ts';
import { guardPermissions } from './guards.ts';
import type { Log } from './log.ts';
import { ownPage, pageUrl } from './own-page.ts';
import { pageListener } from './page-listener.ts';
import type { DoorPaths } from './paths.ts';
import { showProgress } from './progress.ts';
import { handleProtocols } from './protocols.ts';
import { closeAtSessionEnd, guardQuit } from './quit.ts';
import { connectContract } from './rpc.ts';
import { createStudioWindow } from './window.ts';

type DesktopOptions = {
  readonly paths: DoorPaths;
  /** The dev server's page while developing, else null. */
  readonly devUrl: string | null;
  readonly films: FilmPaths;
  readonly log: Log;
};

export type Desktop = {
  /** Opens the engine and the window, once Electron is ready. Throws when the engine cannot be opened. */
  boot(): Promise<void>;
  /** Brings the window to the front, or opens it anew. */
  focus(): void;
  /** Whether there has been a window, so that an error is no longer the end. */
  hasStarted(): boolean;
};

/** The desktop door: one engine, one window. Only assembles; each part has its own file. */
export function createDesktop({ paths, devUrl, films, log }: DesktopOptions): Desktop {
  const isOwn = ownPage(devUrl);
  const helpers = createElectronHelpers(paths.main, log.write);
  let studio: Studio | null = null;
  let window: BrowserWindow | null = null;
  let openWindow: (() => void) | null = null;
  let stopProgress = (): void => {};
  const killLeftovers = (): void => {
    stopProgress();
    helpers.killAll();
  };
  const onClose = guardQuit({ studio: () => studio, window: () => window, killLeftovers });

  const show = (opening: BrowserWindow, handler: RPCHandler<Record<never, never>>, grant: Studio['grant']): void => {
    window = opening;
    opening.on('close', onClose);
    opening.on('closed', () => {
      window = null;
    });
    closeAtSessionEnd(opening, () => studio);
    connectContract(opening.webContents, { handler, isOwn, grant });
    opening.loadURL(devUrl ?? pageUrl).catch((error: unknown) => log.write(`page: ${String(error)}`));
  };

  return {
    hasStarted: () => openWindow !== null,
    focus: () => {
      if (window === null) return openWindow?.();
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    boot: async () => {
      guardPermissions(session.defaultSession, isOwn);
      const store = openDesktopStore();
      const engine = await openEngine({ paths, store, fork: helpers.fork });
      studio = engine;
      handleProtocols({
        rendererDir: paths.renderer,
        pageOrigin: devUrl === null ? 'app://studio' : new URL(devUrl).origin,
        mediaFile: engine.mediaFile,
        log: log.write,
      });
      const chrome = keepChrome({ studio: engine, client: ownClient(engine.router), store, logDir: log.dir });
      stopProgress = showProgress(engine, () => window);
      const listener = pageListener({ studio: engine, films, onFilmsChanged: chrome.refreshRecent });
      const handler = createPageHandler(engine.router, listener);
      const icon = join(paths.resources, 'icons', '512x512.png');
      openWindow = () => show(createStudioWindow({ preload: paths.preload, icon, store }), handler, engine.grant);
      openWindow();
    },
  };
}
