import { app } from 'electron';
import type { Studio } from '../../studio.ts';
import type { PageCall, PageCallListener } from './calls.ts';
import type { FilmPaths } from './film-paths.ts';

type PageListenerOptions = {
  readonly studio: Studio;
  readonly films: FilmPaths;
  /** Called when the list of recent films may be another one. */
  readonly onFilmsChanged: () => void;
};

const filmCalls = /^films\.(create|sample|open|recover|duplicate|discard|restore|forget)$/;

/** What the desktop does when the page calls the engine: hand it waiting films, and keep recent films up to date. */
export function pageListener({ studio, films, onFilmsChanged }: PageListenerOptions): PageCallListener {
  const openInPage = (path: string): void => {
    studio.grant(path);
    studio.publish({ type: 'command', command: 'film.open-path', argument: path });
  };
  return {
    asked: (call) => films.opened(filmToOpen(call) ?? ''),
    done: (call) => {
      if (call.name === 'studio.events') films.serve(openInPage);
      if (filmCalls.test(call.name)) onFilmsChanged();
      const dir = filmToOpen(call);
      if (dir !== null) app.addRecentDocument(dir);
    },
  };
}

function filmToOpen({ name, input }: PageCall): string | null {
  if (name !== 'films.open' || typeof input !== 'object' || input === null || !('dir' in input)) return null;
  return String(input.dir);
}
