import { basename, dirname, extname, resolve } from 'node:path';
import { openerName } from '../../films/film-folder.ts';

/** The film's folder, whether its folder or the opener inside it was given. */
export const filmFolder = (path: string): string => (extname(path) === extname(openerName) ? dirname(path) : path);

/**
 * Films named on a command line that was given in `cwd`, absolute. `argv` comes without the program; the app’s own folder,
 * switches and whatever else Chromium adds are skipped.
 */
export function filmsInArguments(argv: readonly string[], cwd: string): string[] {
  return argv
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => resolve(cwd, argument))
    .filter((path) => extname(path) === '.film' || basename(path) === openerName)
    .map(filmFolder);
}

/** Films that were opened from outside and wait for the page to open them. */
export type FilmPaths = {
  add(paths: readonly string[]): void;
  /** The page has been told of this one and opens it. */
  opened(path: string): void;
  /** Calls `offer` with the newest waiting film, now and when one is added. */
  serve(offer: (path: string) => void): void;
};

/** They are offered again until the page opens them: it hears commands before it can carry them out. */
export function createFilmPaths({ everyMs = 400, times = 25 } = {}): FilmPaths {
  let waiting: string | null = null;
  let offer: ((path: string) => void) | null = null;
  let timer: NodeJS.Timeout | undefined;

  const offerAgain = (left: number): void => {
    clearTimeout(timer);
    if (waiting === null || offer === null || left === 0) return;
    offer(waiting);
    timer = setTimeout(offerAgain, everyMs, left - 1);
  };
  return {
    add: (paths) => {
      waiting = paths.at(-1) ?? waiting;
      offerAgain(times);
    },
    opened: (path) => {
      if (waiting !== null && resolve(path) === resolve(waiting)) waiting = null;
    },
    serve: (next) => {
      offer = next;
      offerAgain(times);
    },
  };
}
