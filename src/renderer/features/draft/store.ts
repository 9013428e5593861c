import { create } from 'zustand';

/** What this window knows of a draft that it asked for. */
type Look = {
  readonly exportId: string;
  /** See `cutPrint`: of the film that it was made of. */
  readonly print: string;
  /** Seen in place of the live rough cut, as soon as it is finished. */
  readonly shown: boolean;
};

type Looks = { readonly byFilm: Readonly<Record<string, Look>> };

/** One for each film; kept while the window is open, so that leaving the cut loses nothing. */
export const useLooks = create<Looks>(() => ({ byFilm: {} }));

/** A draft was asked for: it is shown when it is there. */
export const keepLook = (filmId: string, exportId: string, print: string): void =>
  useLooks.setState(({ byFilm }) => ({ byFilm: { ...byFilm, [filmId]: { exportId, print, shown: true } } }));

/** Goes to the draft, or back to live. */
export const showDraft = (filmId: string, shown: boolean): void =>
  useLooks.setState((state) => {
    const look = state.byFilm[filmId];
    return look ? { byFilm: { ...state.byFilm, [filmId]: { ...look, shown } } } : state;
  });
