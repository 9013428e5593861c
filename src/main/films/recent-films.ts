import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type RecentFilm, recentFilmSchema } from '../../shared/settings.ts';
import { openJsonStore } from '../settings/json-store.ts';

type ListedFilm = Pick<RecentFilm, 'dir' | 'title' | 'scenes' | 'poster'>;

/** The films that were opened last, newest first, at most thirty. */
export type RecentFilms = {
  list(): RecentFilm[];
  /** Puts a film that was opened first. Throws `disk-full` or `not-writable`. */
  touch(film: ListedFilm): void;
  /** Brings what is shown of a film up to date, where it is; nothing when it is not listed. Throws as `touch` does. */
  update(film: ListedFilm): void;
  /** Takes a film off the list; its folder stays. */
  forget(dir: string): void;
  /** Said once after opening, when the file was damaged and set aside. */
  readonly notice: string | null;
};

const longest = 30;
const entrySchema = recentFilmSchema.omit({ exists: true });
type Entry = z.infer<typeof entrySchema>;
const fileSchema = z.object({ films: z.array(entrySchema) });

/** The list in `<userDataDir>/recent.json`. */
export function createRecentFilms(userDataDir: string): RecentFilms {
  const store = openJsonStore({ dir: userDataDir, name: 'recent', schema: fileSchema, empty: { films: [] } });
  const without = (films: readonly Entry[], dir: string) => films.filter((film) => film.dir !== resolve(dir));
  return {
    notice: store.notice,
    list: () => store.get().films.map((film) => ({ ...film, exists: existsSync(film.dir) })),
    touch: (film) => {
      const entry = entrySchema.parse({ ...film, dir: resolve(film.dir), openedAt: new Date().toISOString() });
      store.update(({ films }) => ({ films: [entry, ...without(films, film.dir)].slice(0, longest) }));
    },
    update: (film) => {
      const dir = resolve(film.dir);
      const listed = store.get().films.find((known) => known.dir === dir);
      // Asked for at every look at the list: a file that says so already is not written again.
      if (!listed || isDeepStrictEqual(listed, { ...listed, ...film, dir })) return;
      store.update(({ films }) => ({
        films: films.map((known) => (known.dir === dir ? entrySchema.parse({ ...known, ...film, dir }) : known)),
      }));
    },
    forget: (dir) => store.update(({ films }) => ({ films: without(films, dir) })),
  };
}
