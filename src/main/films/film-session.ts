import type { Film } from '../../shared/film.ts';
import type { TakeStore } from './take-store.ts';

/** A film folder held open, and locked, by this studio. The one writer of its film.json. */
export type FilmSession = {
  readonly filmId: string;
  /** Absolute path of `Name.film`. */
  readonly dir: string;
  readonly takes: TakeStore;
  /** The film as last saved. */
  current(): { readonly film: Film; readonly revision: number };
  /** Saves atomically; `conflict` unless `baseRevision` is the newest. */
  save(film: Film, baseRevision: number): Promise<{ revision: number }>;
  revisions(): Promise<{ revision: number; savedAt: string; scenes: number }[]>;
  revision(revision: number): Promise<Film>;
  /** A folder inside the film for rebuildable files, such as rendered segments. Made when missing. */
  cacheDir(name: string): Promise<string>;
  /** Said once after opening: what was repaired or left aside. */
  readonly notices: readonly string[];
  close(): Promise<void>;
};
