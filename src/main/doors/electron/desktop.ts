import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { vendorUrls } from '../../node-studio.ts';
import { openStudio, type Studio } from '../../studio.ts';
import { createPageHandler, ownClient, type PageCall } from './calls.ts';
import { keepChrome } from './chrome.ts';
import { type DesktopStore, openDesktopStore } from './desktop-store.ts';
import { createDialogs } from './dialogs.ts';
import { createElectronHelpers, type ElectronHelpers } from './electron-helpers.ts';
import type { FilmPaths } from './film-paths.ts';
import { guardPermissions } from './guards.ts';
import type { Log } from './log.ts';
import { netFetch } from './net-fetch.ts';
import { ownPage, pageUrl } from './own-page.ts';
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

/** Calls after which the list of recent films may be another one. */
const filmCalls = /^films\.(create|sample|open|recover|duplicate|discard|restore|forget)$/;

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
      handleProtocols({
        rendererDir: paths.renderer,
        pageOrigin: devUrl === null ? 'app://studio' : new URL(devUrl).origin,
        mediaFile: async (...media) => opened().mediaFile(...media),
        log: log.write,
      });
      const store = openDesktopStore();
      studio = await openEngine({ paths, store, helpers, client: () => ownClient(opened().router) });
      const { grant, publish, router } = studio;
      const chrome = keepChrome({ studio, client: ownClient(router), store, logDir: log.dir });
      stopProgress = showProgress(studio, () => window);
      const handler = createPageHandler(router, {
        asked: (call) => films.opened(filmToOpen(call) ?? ''),
        done: (call) => {
          if (call.name === 'studio.events') films.serve((path) => openInPage({ grant, publish }, path));
          if (filmCalls.test(call.name)) chrome.refreshRecent();
          const dir = filmToOpen(call);
          if (dir !== null) app.addRecentDocument(dir);
        },
      });
      openWindow = () => {
        const opening = createStudioWindow({
          preload: paths.preload,
          icon: join(paths.resources, 'icons', '512x512.png'),
          store,
        });
        window = opening;
        opening.on('close', onClose);
        opening.on('closed', () => {
          window = null;
        });
        closeAtSessionEnd(opening, () => studio);
        connectContract(opening.webContents, { handler, isOwn, grant });
        opening.loadURL(devUrl ?? pageUrl).catch((error: unknown) => log.write(`page: ${String(error)}`));
      };
      openWindow();
    },
  };

  function opened(): Studio {
    if (studio === null) throw new Error('The engine is not open yet.');
    return studio;
  }
}

type EngineOptions = {
  readonly paths: DoorPaths;
  readonly store: DesktopStore;
  readonly helpers: ElectronHelpers;
  readonly client: () => ReturnType<typeof ownClient>;
};

function openEngine({ paths, store, helpers, client }: EngineOptions): Promise<Studio> {
  return openStudio({
    door: 'desktop',
    version: app.getVersion(),
    userDataDir: app.getPath('userData'),
    libraryDir: paths.library,
    resourcesDir: paths.resources,
    mediaBase: 'media://film',
    env: process.env,
    fork: helpers.fork,
    fetch: netFetch,
    vendorUrls: vendorUrls(process.env.CIRCLE_TAKE_VENDOR_URLS),
    desktop: createDialogs({
      store,
      isVendorHost: async (host) => {
        const { vendors } = await client().generators.list();
        return vendors.some(({ keyUrl }) => keyUrl !== null && new URL(keyUrl).host === host);
      },
    }),
  });
}

function openInPage({ grant, publish }: Pick<Studio, 'grant' | 'publish'>, path: string): void {
  grant(path);
  publish({ type: 'command', command: 'film.open-path', argument: path });
}

function filmToOpen({ name, input }: PageCall): string | null {
  if (name !== 'films.open' || typeof input !== 'object' || input === null || !('dir' in input)) return null;
  return String(input.dir);
}
