import type { OpenFilm } from '../../../shared/contract.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { Film } from '../../../shared/film.ts';
import { createAutosave } from './autosave.ts';
import { createFilmStore } from './store.ts';

export type SessionCalls = {
  readonly save: (filmId: string, baseRevision: number, film: Film) => Promise<{ readonly revision: number }>;
  /** The film as it is on disk now. */
  readonly reopen: (dir: string) => Promise<OpenFilm>;
  readonly errorOf: (thrown: unknown) => ErrorData;
};

export type FilmSession = ReturnType<typeof createSession>;

/** One open film: its working copy with undo, and what keeps it saved. */
export function createSession(opened: OpenFilm, calls: SessionCalls) {
  const { filmId, dir } = opened;
  const store = createFilmStore(opened.film);
  const save = async (revision: number, film: Film) => {
    try {
      return await calls.save(filmId, revision, film);
    } catch (thrown) {
      if (calls.errorOf(thrown).code !== 'not-found') throw thrown;
      // Another window has left the film, which closed it here too. Opened again, its revision still tells who came first.
      await calls.reopen(dir);
      return calls.save(filmId, revision, film);
    }
  };
  const autosave = createAutosave({
    film: opened.film,
    revision: opened.revision,
    save,
    errorOf: calls.errorOf,
  });
  const unsubscribe = store.subscribe(({ film }, before) => {
    if (film !== before.film) autosave.changed(film);
  });

  const takeOver = (theirs: OpenFilm) => {
    autosave.adopt(theirs.film, theirs.revision);
    store.edit('take over the other version', () => theirs.film);
  };

  return {
    filmId,
    dir,
    store,
    autosave,
    /** The film on disk is newer or may be: without changes of our own it is taken over, else the user chooses. */
    reconcile(theirs: OpenFilm): void {
      // Older: it was read before a save of ours that was answered first. Taking it over would undo that save.
      if (theirs.revision <= autosave.revision()) autosave.retry();
      else if (autosave.isDirty()) autosave.markConflict();
      else takeOver(theirs);
    },
    /** Another window says that it saved. Our own saves are reported too and are no news. */
    async heardSaved(revision: number): Promise<void> {
      if (autosave.state.getState().kind === 'saving') await autosave.flush();
      if (revision > autosave.revision()) this.reconcile(await calls.reopen(dir));
    },
    async takeTheirs(): Promise<void> {
      takeOver(await calls.reopen(dir));
    },
    async keepMine(): Promise<void> {
      const theirs = await calls.reopen(dir);
      await autosave.overrule(theirs.revision);
    },
    /** Saves what is left and lets go. The working copy stays when saving fails, and the error is thrown. */
    async end(): Promise<void> {
      await autosave.flush();
      autosave.stop();
      unsubscribe();
    },
  };
}
