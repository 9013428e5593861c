import { create } from 'zustand';

export type Place = { readonly screen: 'home' } | { readonly screen: 'film'; readonly dir: string };
export type FilmView = 'board' | 'wall' | 'cut';
export type PanelName =
  | 'film'
  | 'versions'
  | 'settings'
  | 'activity'
  | 'export'
  | 'spending'
  | 'lost'
  | 'rehearsal'
  | 'compare'
  | 'verdicts'
  | 'by-hand'
  | 'own-models';

type Navigation = {
  readonly place: Place;
  readonly view: FilmView;
  /** The catalogue lies over the film, or over Home. */
  readonly catalogue: boolean;
  readonly panel: PanelName | null;
  /** What the panel should show first: for `settings` a page of it or a vendor id, for `film` its `budget`, for `compare` a run, for `by-hand` a generator. */
  readonly panelTopic: string | null;
  /** The panel that this one was opened from for a moment; closing goes back to it. */
  readonly panelBefore: Pick<Navigation, 'panel' | 'panelTopic'> | null;
  /** The comparison that the wall shows; null is all takes of the selected scene. */
  readonly comparisonId: string | null;
};

/** `#film=%2Fhome%2Fada%2FLamp.film`: a reload, and back and forward, find the film again. */
export function placeOfHash(hash: string): Place {
  const dir = new URLSearchParams(hash.replace(/^#/, '')).get('film');
  return dir ? { screen: 'film', dir } : { screen: 'home' };
}

export const hashOfPlace = (place: Place): string =>
  place.screen === 'film' ? `#${new URLSearchParams({ film: place.dir })}` : '#';

const noPanel = { panel: null, panelTopic: null, panelBefore: null } as const;

const start = typeof window === 'undefined' ? '' : window.location.hash;

/** Where the window is. Two distant panels share it, so it is a store. */
export const useNavigation = create<Navigation>(() => ({
  place: placeOfHash(start),
  view: 'board',
  catalogue: false,
  ...noPanel,
  comparisonId: null,
}));

export function goTo(place: Place): void {
  useNavigation.setState({ catalogue: false });
  if (hashOfPlace(place) === hashOfPlace(useNavigation.getState().place)) return;
  window.history.pushState(null, '', hashOfPlace(place));
  useNavigation.setState({ place, view: 'board', ...noPanel, comparisonId: null });
}
export const goHome = (): void => goTo({ screen: 'home' });
export const goToFilm = (dir: string): void => goTo({ screen: 'film', dir });
export const showView = (view: FilmView): void => useNavigation.setState({ view, catalogue: false });
/** Shows the wall with one comparison, or with all takes of the selected scene. */
export const showWall = (comparisonId: string | null): void =>
  useNavigation.setState({ view: 'wall', catalogue: false, comparisonId });
/** Shows the catalogue of all generators, or what it lies over again. */
export const showCatalogue = (catalogue = true): void => useNavigation.setState({ catalogue });

/** Shows a panel in the place of any other; null closes it for good. */
export const showPanel = (panel: PanelName | null, panelTopic: string | null = null): void =>
  useNavigation.setState((before) => ({
    ...{ panel, panelTopic },
    // Another page of it is the same panel.
    panelBefore: panel !== null && panel === before.panel ? before.panelBefore : null,
  }));

/** Shows a panel for something that the present one lacks: `closePanel` goes back to that. */
export function visitPanel(panel: PanelName, panelTopic: string | null = null): void {
  const { panel: now, panelTopic: topic } = useNavigation.getState();
  const panelBefore = now && now !== panel ? { panel: now, panelTopic: topic } : null;
  useNavigation.setState({ panel, panelTopic, panelBefore });
}

/** Closes the panel: back to the one that it was visited from, if any. */
export const closePanel = (): void => useNavigation.setState(({ panelBefore }) => ({ ...noPanel, ...panelBefore }));

if (typeof window !== 'undefined') {
  window.addEventListener('popstate', () =>
    useNavigation.setState({ place: placeOfHash(window.location.hash), catalogue: false, ...noPanel }),
  );
}
