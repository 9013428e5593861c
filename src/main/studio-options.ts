import type { DesktopShell } from './desktop-shell.ts';
import type { ForkHelper } from './processes/helper-process.ts';

/** What a door gives the engine when it opens it. */
export type StudioOptions = {
  readonly door: 'desktop' | 'browser' | 'cli';
  readonly version: string;
  /** Folder of the ledger, settings and logs. Made when missing. */
  readonly userDataDir: string;
  /** Where new films go unless the settings say otherwise. */
  readonly libraryDir: string;
  readonly resourcesDir: string;
  /** Put before `/<filmId>/<takeId>/media`: `media://film` or `/media`. */
  readonly mediaBase: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fork: ForkHelper;
  /** How vendors are reached; Electron gives its own, which knows the system proxy. */
  readonly fetch: typeof fetch;
  /** Other base URLs for vendors, by vendor id: gateways, and the simulated vendors of the rehearsal. */
  readonly vendorUrls: Readonly<Record<string, string>>;
  readonly desktop: DesktopShell | null;
};
