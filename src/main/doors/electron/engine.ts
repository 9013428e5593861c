import { app, session } from 'electron';
import { vendorUrls } from '../../node-studio.ts';
import type { ForkHelper } from '../../processes/helper-process.ts';
import { openStudio, type Studio } from '../../studio.ts';
import { followResolvedProxy } from '../../system-proxy.ts';
import { ownClient } from './calls.ts';
import type { DesktopStore } from './desktop-store.ts';
import { createDialogs } from './dialogs.ts';
import { netFetch } from './net-fetch.ts';
import type { DoorPaths } from './paths.ts';
import { createVendorFetch } from './vendor-fetch.ts';

type EngineOptions = { readonly paths: DoorPaths; readonly store: DesktopStore; readonly fork: ForkHelper };

/** Opens the engine with what only the desktop can do: native dialogs, utility processes, Chromium's network. */
export async function openEngine({ paths, store, fork }: EngineOptions): Promise<Studio> {
  const isVendorHost = async (host: string): Promise<boolean> => {
    const { vendors, generators } = await ownClient(studio.router).generators.list();
    // Where keys are got, and where people work generators by hand.
    const pages = [
      ...vendors.map(({ keyUrl }) => keyUrl),
      ...generators.map(({ status }) => (status.kind === 'hand-off' ? status.url : null)),
    ];
    return pages.some((page) => page !== null && new URL(page).host === host);
  };
  const resolveProxy = (url: string) => session.defaultSession.resolveProxy(url);
  await followResolvedProxy(resolveProxy);
  const studio = await openStudio({
    door: 'desktop',
    version: app.getVersion(),
    userDataDir: app.getPath('userData'),
    libraryDir: paths.library,
    resourcesDir: paths.resources,
    mediaBase: 'media://film',
    env: process.env,
    fork,
    fetch: createVendorFetch({
      resolveProxy,
      chromium: netFetch,
      node: fetch,
    }),
    vendorUrls: vendorUrls(process.env.CIRCLE_TAKE_VENDOR_URLS),
    desktop: createDialogs({ store, isVendorHost }),
  });
  return studio;
}
