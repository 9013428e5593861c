type FilmCountsOptions = {
  readonly onBusy: (filmId: string) => void;
  readonly onIdle: (filmId: string) => void;
};

/** How many jobs each film has, and telling when it gets its first and loses its last. */
export function createFilmCounts({ onBusy, onIdle }: FilmCountsOptions) {
  const counts = new Map<string, number>();
  const of = (filmId: string): number => counts.get(filmId) ?? 0;
  return {
    of,
    more(filmId: string): void {
      counts.set(filmId, of(filmId) + 1);
      if (of(filmId) === 1) onBusy(filmId);
    },
    /** `quietly`: the studio closes, and lets go of all films itself. */
    less(filmId: string, quietly: boolean): void {
      const left = of(filmId) - 1;
      if (left > 0) counts.set(filmId, left);
      else counts.delete(filmId);
      if (left === 0 && !quietly) onIdle(filmId);
    },
  };
}
