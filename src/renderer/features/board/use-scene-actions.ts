import { useMemo } from 'react';
import { newScene } from '../../../shared/film.ts';
import type { Role, TakeView } from '../../../shared/take.ts';
import { toast } from '../../ui/toasts.tsx';
import * as edits from '../film/edits.ts';
import type { FilmSession } from '../film/session.ts';
import { useSession } from '../film/session-context.ts';

export type SceneActions = ReturnType<typeof sceneActions>;

/** Every step on a scene that cards, menus and keys share. Each is one undoable edit with a name. */
export function sceneActions({ store }: FilmSession) {
  const scenes = () => store.getState().film.scenes;
  const numberOf = (sceneId: string) => scenes().findIndex((scene) => scene.id === sceneId) + 1;
  return {
    select: store.select,
    add(afterId: string | null): void {
      const scene = newScene();
      store.edit('add scene', edits.addScene(scene, afterId));
      store.select(scene.id);
    },
    duplicate(sceneId: string): void {
      const copy = newScene();
      if (store.edit(`duplicate scene ${numberOf(sceneId)}`, edits.duplicateScene(sceneId, copy.id)))
        store.select(copy.id);
    },
    remove(sceneId: string): void {
      const number = numberOf(sceneId);
      const neighbour = scenes()[number] ?? scenes()[number - 2];
      if (!store.edit(`delete scene ${number}`, edits.deleteScene(sceneId))) return;
      store.select(neighbour?.id ?? null);
      const after = store.getState().film;
      const undo = () => {
        // Only while the deletion is the last edit: undo would take back something else.
        if (store.getState().film === after) store.undo();
      };
      toast(`Deleted scene ${number}. Its takes stay in the film folder.`, { label: 'Undo', run: undo }, 'edit');
    },
    move: (sceneId: string, to: number) => store.edit(`move scene ${numberOf(sceneId)}`, edits.moveScene(sceneId, to)),
    shift: (sceneId: string, by: number) =>
      store.edit(`move scene ${numberOf(sceneId)}`, edits.shiftScene(sceneId, by)),
    /** Circles a take, or takes the circle away when it has one. `called`: as the user knows it there. */
    toggleCircle(sceneId: string, role: Role, take: TakeView, called = `take ${take.number}`): void {
      const scene = scenes().find((each) => each.id === sceneId);
      const circled = scene?.circled[role] === take.id;
      store.edit(
        `${circled ? 'uncircle' : 'circle'} ${called}`,
        circled ? edits.uncircle(sceneId, role) : edits.circle(sceneId, role, take.id),
      );
    },
  };
}

export function useSceneActions(): SceneActions {
  const session = useSession();
  return useMemo(() => sceneActions(session), [session]);
}
