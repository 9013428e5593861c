import type { StudioEvent } from '../shared/events.ts';
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
  readonly desktop: DesktopShell | null;
};

/** The opened engine, as the doors see it. */
export type Studio = {
  /** The contract, implemented; each door carries it over its own transport. */
  readonly router: StudioRouter;
  /** Absolute path of a take's file in an open film. Throws `not-found` or `damaged`. */
  mediaFile(filmId: string, takeId: string, which: 'media' | 'poster'): Promise<string>;
  /** Absolute path of a finished export. Throws `not-found`. */
  exportFile(exportId: string): Promise<string>;
  /** A new path under the studio's own temporary folder where a door may write an uploaded file named `name`. */
  stageUpload(name: string): Promise<string>;
  /** Allows the contract to use this path: it was picked in a native dialog, dropped, or given on the command line. */
  grant(path: string): void;
  /** Tells every open window. */
  publish(event: StudioEvent): void;
  subscribe(listener: (event: StudioEvent) => void): () => void;
  /** What would be lost or interrupted by closing now. */
  busy(): { readonly jobs: number; readonly exports: number };
  /** Stops jobs and exports safely (they resume or clean up next time), closes films and the ledger. */
  close(): Promise<void>;
};

export type StudioRouter = Record<string, unknown>;
