import type { Take, TakeView } from '../../shared/take.ts';

/** Everything about a new take but what the store itself decides. `id` is chosen beforehand, so adding twice is adding once. */
export type NewTake = Omit<Take, 'number' | 'media' | 'poster' | 'createdAt'>;

/** Files in the film's staging folder; they are moved, not copied. */
export type TakeFiles = { readonly media: string; readonly poster: string | null };

/** The takes of one open film: complete or not there, never edited, never overwritten. */
export type TakeStore = {
  list(): Promise<TakeView[]>;
  get(takeId: string): Promise<TakeView>;
  /** Hashes, numbers and files the take; returns the one on disk when `take.id` is already there. */
  add(take: NewTake, files: TakeFiles): Promise<TakeView>;
  /** Absolute paths; `not-found` when there is no such take, `damaged` when its file is gone. */
  mediaPath(takeId: string): Promise<string>;
  posterPath(takeId: string): Promise<string>;
  /** A fresh empty folder on the film's own disk for files that are not takes yet. Swept when the film is opened. */
  stage(): Promise<string>;
};
