import { createStore } from 'zustand/vanilla';
import { AppError, type ErrorData } from '../../../shared/errors.ts';
import type { Film } from '../../../shared/film.ts';

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** Not saved, and why; tried again by itself when `retrying`. */
  | { readonly kind: 'failed'; readonly error: ErrorData; readonly retrying: boolean }
  /** Someone else saved meanwhile: the user chooses. */
  | { readonly kind: 'conflict' };

export type AutosaveOptions = {
  /** The film as it is on disk, and its revision. */
  readonly film: Film;
  readonly revision: number;
  readonly save: (baseRevision: number, film: Film) => Promise<{ readonly revision: number }>;
  readonly errorOf: (thrown: unknown) => ErrorData;
  /** Waits this long after an edit for the next one. */
  readonly delayMs?: number;
  readonly retryMs?: number;
};

/** Failures that may go away without the user changing the film. */
const passing: readonly ErrorData['code'][] = ['network', 'timed-out', 'disk-full', 'not-writable'];

/** Saves the working copy a moment after each edit, one save at a time, always from the revision it started from. */
export function createAutosave(options: AutosaveOptions) {
  const { save, errorOf, delayMs = 400, retryMs = 5000 } = options;
  const state = createStore<SaveState>(() => ({ kind: 'saved' }));
  let wanted = options.film;
  let stored = options.film;
  let revision = options.revision;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  let stopped = false;

  const enter = (next: SaveState) => state.setState(next, true);
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void start(), ms);
  };

  const attempt = async () => {
    const film = wanted;
    enter({ kind: 'saving' });
    try {
      ({ revision } = await save(revision, film));
      stored = film;
      enter(wanted === stored ? { kind: 'saved' } : { kind: 'waiting' });
      if (wanted !== stored && !stopped) later(delayMs);
    } catch (thrown) {
      failed(errorOf(thrown));
    }
  };
  const failed = (error: ErrorData) => {
    if (error.code === 'conflict') return enter({ kind: 'conflict' });
    const retrying = passing.includes(error.code) && !stopped;
    enter({ kind: 'failed', error, retrying });
    if (retrying) later(retryMs);
  };
  const start = (): Promise<void> => {
    clearTimeout(timer);
    running ??= attempt().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    state,
    revision: () => revision,
    isDirty: () => wanted !== stored,
    /** Tells that the working copy is now this film. */
    changed(film: Film): void {
      wanted = film;
      if (state.getState().kind === 'conflict') return;
      if (wanted === stored && !running) {
        clearTimeout(timer);
        enter({ kind: 'saved' });
        return;
      }
      if (!running) enter({ kind: 'waiting' });
      later(delayMs);
    },
    /** Resolves when everything is on disk. Throws the AppError that stands in the way. */
    async flush(): Promise<void> {
      while (running || wanted !== stored) {
        const before = state.getState();
        if (before.kind === 'conflict') throw conflict();
        await start();
        const after = state.getState();
        if (after.kind === 'failed') throw new AppError(after.error);
      }
    },
    /** Tries at once: the connection is back, or the user asks. */
    retry(): void {
      if (state.getState().kind !== 'conflict' && wanted !== stored) void start();
    },
    /** The copy on disk is the working copy now: theirs was taken over, or the film was opened again. */
    adopt(film: Film, itsRevision: number): void {
      clearTimeout(timer);
      wanted = film;
      stored = film;
      revision = itsRevision;
      enter({ kind: 'saved' });
    },
    /** Keeps the working copy and saves it on top of what someone else saved. */
    overrule(theirRevision: number): Promise<void> {
      revision = theirRevision;
      return start();
    },
    /** Someone else saved and the working copy has changes: the user has to choose. */
    markConflict(): void {
      clearTimeout(timer);
      enter({ kind: 'conflict' });
    },
    /** No more saves by itself; flush still works. */
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

const conflict = () =>
  new AppError({
    code: 'conflict',
    message: 'The film was changed in another window.',
    action: 'Choose which version to keep, then try again.',
  });
