import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { Film, Scene } from '../../../shared/film.ts';
import type { SaveState } from './autosave.ts';
import type { FilmSession } from './session.ts';
import type { FilmState } from './store.ts';

export const SessionContext = createContext<FilmSession | null>(null);

/** The open film's session. Only inside a film screen. */
export function useSession(): FilmSession {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession outside of a film');
  return session;
}

/** A part of the working copy's state; the component renders again when that part changes. */
export const useFilmState = <T>(select: (state: FilmState) => T): T => useStore(useSession().store, select);

export const useFilm = (): Film => useFilmState((state) => state.film);

/** The scene that panels show: the selected one, else the first. */
export const useSelectedScene = (): Scene | null => useFilmState(selectedScene);

export function selectedScene({ film, selectedSceneId }: FilmState): Scene | null {
  return film.scenes.find((scene) => scene.id === selectedSceneId) ?? film.scenes[0] ?? null;
}

export const useSaveState = (): SaveState => useStore(useSession().autosave.state);
