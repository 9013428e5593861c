import type { Join, Scene, Transition } from '../../../shared/film.ts';
import { useStable } from '../../lib/use-stable.ts';
import { updateScene } from '../film/edits.ts';
import { useCut, useTakes } from '../film/film-data.ts';
import { useSession } from '../film/session-context.ts';
import { joinFor, type LengthLimits, secondsFor } from './length-drag.ts';
import { narrationFrames, roomForJoin } from './scene-room.ts';

export type CutActions = {
  /** Frames that the scene's narration needs, and the rate they are counted at. */
  limits: (sceneId: string) => LengthLimits;
  setFrames: (sceneId: string, frames: number) => void;
  /** Longer, or shorter, by a number of frames. Steps that follow each other are undone together. */
  trim: (sceneId: string, by: number) => void;
  followNarration: (sceneId: string) => void;
  setJoin: (sceneId: string, join: Join) => void;
  /** Another kind of transition, with the length it had. */
  setJoinKind: (sceneId: string, kind: Join['kind']) => void;
  /** A transition pulled to a length; to nothing is a cut. */
  setJoinFrames: (sceneId: string, kind: Transition, frames: number) => void;
};

/** Seconds of a transition that nobody has chosen a length for. */
const usualJoinSeconds = 0.5;

/** The steps of cutting that drags, menus and keys share. Each is one undoable edit with a name. */
export function useCutActions(): CutActions {
  const { store } = useSession();
  const takes = useTakes();
  const cut = useCut();
  const film = () => store.getState().film;
  const change = (what: string, sceneId: string, patch: Partial<Omit<Scene, 'id'>>, group?: string) => {
    const number = film().scenes.findIndex(({ id }) => id === sceneId) + 1;
    store.edit(`${what} of scene ${number}`, updateScene(sceneId, patch), group ? { group } : {});
  };
  const limits = (sceneId: string): LengthLimits => ({
    narration: narrationFrames(film(), takes, sceneId),
    rate: film().canvas.fps,
  });
  const setJoin = (sceneId: string, join: Join) => change('set transition', sceneId, { join });
  return useStable<CutActions>({
    limits,
    setFrames: (sceneId, frames) => change('set length', sceneId, { seconds: secondsFor(frames, limits(sceneId)) }),
    trim: (sceneId, by) => {
      const frames = cut.scenes.find((scene) => scene.sceneId === sceneId)?.frames ?? 0;
      change('trim length', sceneId, { seconds: secondsFor(frames + by, limits(sceneId)) }, `trim ${sceneId}`);
    },
    followNarration: (sceneId) => change('set length', sceneId, { seconds: null }),
    setJoin,
    setJoinKind: (sceneId, kind) => {
      const before = film().scenes.find(({ id }) => id === sceneId)?.join;
      const seconds = before && before.kind !== 'cut' ? before.seconds : usualJoinSeconds;
      setJoin(sceneId, kind === 'cut' ? { kind } : { kind, seconds });
    },
    setJoinFrames: (sceneId, kind, frames) =>
      setJoin(sceneId, joinFor(kind, frames, roomForJoin(cut, sceneId), film().canvas.fps)),
  });
}
