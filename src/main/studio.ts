import { toErrorData } from '../shared/errors.ts';
import type { StudioEvent } from '../shared/events.ts';
import type { MediaKind } from '../shared/media-kind.ts';
import { refreshRecent } from './handlers/open-film.ts';
import type { Parts } from './handlers/parts.ts';
import { createRouter, type StudioRouter } from './handlers/router.ts';
import { mediaFile } from './media-file.ts';
import { openParts } from './open-parts.ts';
import type { StudioOptions } from './studio-options.ts';

/** The opened engine, as the doors see it. */
export type Studio = {
  /** The contract, implemented; each door carries it over its own transport. */
  readonly router: StudioRouter;
  /** Absolute path of what a door shows of an open film: see `mediaFile`. */
  mediaFile(filmId: string, id: string, kind: MediaKind): Promise<string>;
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

/**
 * Opens the engine: settings, ledger, keys and catalogue; cleans up after exports that died, and takes up the jobs that
 * a crash or a quit interrupted. Throws when the data folder cannot be used.
 */
export async function openStudio(options: StudioOptions): Promise<Studio> {
  const parts = await openParts(options);
  await parts.exports.recover();
  // What a rehearsal left behind takes room and nothing else.
  parts.rehearsals.sweep().catch((error: unknown) => console.warn(toErrorData(error).message));
  const stopListening = parts.keys.onChange((vendor) => {
    parts.generation.keyArrived(vendor).catch((error: unknown) => console.error(error));
  });
  const closing = new AbortController();
  // The command line does one thing and ends: it would only take jobs up to drop them again.
  // Not waited for: a film on a drive that does not answer must not keep the studio from opening.
  const resuming = options.door === 'cli' ? null : resumeInterrupted(parts, closing.signal);
  resuming?.catch((error: unknown) => console.error(error));
  return {
    router: createRouter(parts),
    mediaFile: (filmId, id, kind) => mediaFile(parts, filmId, id, kind),
    exportFile: (exportId) => parts.exports.file(exportId),
    stageUpload: parts.uploads.stage,
    grant: (path) => parts.grants.grant(path),
    publish: (event) => parts.bus.publish('event', event),
    subscribe: (listener) => parts.bus.subscribe('event', listener),
    busy: () => ({ jobs: parts.generation.busy(), exports: parts.exports.active() }),
    close: async () => {
      stopListening();
      closing.abort();
      await resuming?.catch(() => undefined);
      await Promise.all([parts.exports.stop(), parts.errands.stop()]);
      await parts.rehearsals.stop();
      await parts.generation.stop();
      await refreshRecent(parts);
      await parts.films.closeAll();
      await parts.uploads.sweep();
      parts.ledger.close();
    },
  };
}

/** Paid work does not wait until its film is opened again: a vendor may keep the result for an hour only. */
async function resumeInterrupted({ films, generation, keys }: Parts, closing: AbortSignal): Promise<void> {
  // Which keys there are decides who may go on.
  await keys.ready();
  if (closing.aborted) return;
  for (const { filmDir } of generation.unfinished()) {
    if (closing.aborted) return;
    try {
      const session = await films.open(filmDir, 'jobs');
      await generation.resumeFilm(session.filmId);
    } catch (error) {
      // The film may be open elsewhere, moved or on a disk that is not there: its jobs stay in the ledger until it is opened.
      console.warn(`${filmDir}: its jobs wait until it is opened. ${toErrorData(error).message}`);
    }
  }
}
