import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import type { Film } from '../../../shared/film.ts';
import type { Edit } from './edits.ts';

type Tracked = {
  readonly film: Film;
  /** What the edit that led here was, for people: `delete scene 3`. Null for the film as opened. */
  readonly lastEdit: string | null;
};

/** The working copy of the open film, and what distant panels share about it. */
export type FilmState = Tracked & {
  readonly selectedSceneId: string | null;
};

export type EditOptions = {
  /** Edits with the same group in one burst (typing in one field) are undone together. */
  readonly group?: string;
};

/** A pause longer than this ends a burst of typing. */
const burstMs = 1500;
/** Steps back that are kept; a film is shared structure, so a step is small. */
const undoLimit = 300;

/** `now` in milliseconds, for grouping. */
export function createFilmStore(film: Film, now: () => number = Date.now) {
  let burst: { readonly group: string; readonly until: number } | null = null;
  let continuesBurst = false;

  const store = createStore<FilmState>()(
    temporal((): FilmState => ({ film, lastEdit: null, selectedSceneId: film.scenes[0]?.id ?? null }), {
      partialize: ({ film, lastEdit }): Tracked => ({ film, lastEdit }),
      equality: (past, current) => past.film === current.film,
      limit: undoLimit,
      handleSet:
        (record) =>
        (...change) => {
          // zundo types its own recorder with the two parameters of setState; it takes all four.
          if (!continuesBurst) (record as (...change: unknown[]) => void)(...change);
        },
    }),
  );

  const edit = (label: string, change: Edit, { group }: EditOptions = {}): boolean => {
    const before = store.getState().film;
    const after = change(before);
    if (after === before) return false;
    continuesBurst = group !== undefined && burst?.group === group && now() < burst.until;
    store.setState({ film: after, lastEdit: label });
    continuesBurst = false;
    burst = group === undefined ? null : { group, until: now() + burstMs };
    return true;
  };

  /** Changes the film without a step to take back. */
  const keep = (change: Edit): boolean => {
    const before = store.getState().film;
    const after = change(before);
    if (after === before) return false;
    store.temporal.getState().pause();
    store.setState({ film: after });
    store.temporal.getState().resume();
    return true;
  };

  const step = (direction: 'undo' | 'redo'): string | null => {
    const before = store.getState();
    burst = null;
    store.temporal.getState()[direction]();
    const after = store.getState();
    if (after.film === before.film) return null;
    // Comparisons hold what was paid for and how it was looked at: no edit of the film, so none that undo takes back.
    keep((film) => ({ ...film, comparisons: before.film.comparisons }));
    return (direction === 'undo' ? before : after).lastEdit;
  };

  return {
    ...store,
    /** Applies an edit; false when it changed nothing. */
    edit,
    /** Changes what undo does not know: comparisons, and nothing else. False when it changed nothing. */
    keep,
    /** Ends a burst of typing: what follows is undone on its own. */
    endBurst: () => {
      burst = null;
    },
    /** Goes one step back; gives the label of what was undone, null when there was nothing. */
    undo: () => step('undo'),
    redo: () => step('redo'),
    select: (sceneId: string | null) => store.setState({ selectedSceneId: sceneId }),
  };
}
