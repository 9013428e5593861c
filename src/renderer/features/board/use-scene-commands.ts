import { showPanel } from '../../lib/navigation.ts';
import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { useSelectedScene, useSession } from '../film/session-context.ts';
import type { SceneActions } from './use-scene-actions.ts';

/** Cards in a row of the storyboard as it is laid out now. */
function columns(): number {
  const grid = document.getElementById('scene-grid');
  return grid ? getComputedStyle(grid).gridTemplateColumns.split(' ').length : 1;
}

/** Selects a scene; when the focus is in the storyboard it moves along. */
function selectAndShow(sceneId: string, actions: SceneActions): void {
  const inGrid = document.activeElement?.closest('#scene-grid');
  actions.select(sceneId);
  // After the card has been drawn as selected, and so can be focused.
  requestAnimationFrame(() => {
    const card = document.querySelector<HTMLElement>(`[data-scene="${sceneId}"]`);
    card?.scrollIntoView({ block: 'nearest' });
    if (inGrid) card?.focus({ preventScroll: true });
  });
}

/** Moving through the storyboard and changing it, by keys. */
export function useSceneCommands(actions: SceneActions, onWrite: () => void): void {
  const { store } = useSession();
  const selected = useSelectedScene();
  const scene = (id: string, label: string, keys: string[], run: (sceneId: string) => void): Command => ({
    id,
    label,
    group: 'Scenes',
    keys,
    disabled: selected === null,
    run: () => selected && run(selected.id),
  });
  const go = (by: number) => (sceneId: string) => {
    const { scenes } = store.getState().film;
    const target = scenes[scenes.findIndex((each) => each.id === sceneId) + by];
    if (target) selectAndShow(target.id, actions);
  };
  useCommands([
    { ...scene('scene.previous', 'Previous scene', ['ArrowLeft'], go(-1)), keyOnly: true },
    { ...scene('scene.next', 'Next scene', ['ArrowRight'], go(1)), keyOnly: true },
    { ...scene('scene.up', 'Scene above', ['ArrowUp'], (id) => go(-columns())(id)), keyOnly: true },
    { ...scene('scene.down', 'Scene below', ['ArrowDown'], (id) => go(columns())(id)), keyOnly: true },
    scene('scene.earlier', 'Move scene earlier', ['Alt+ArrowLeft', 'Alt+ArrowUp'], (id) => actions.shift(id, -1)),
    scene('scene.later', 'Move scene later', ['Alt+ArrowRight', 'Alt+ArrowDown'], (id) => actions.shift(id, 1)),
    {
      ...scene('scene.add', 'Add scene', ['n'], (id) => actions.add(id)),
      disabled: false,
      run: () => actions.add(selected?.id ?? null),
    },
    scene('scene.duplicate', 'Duplicate scene', ['Mod+d'], actions.duplicate),
    { ...scene('wall.compare', 'Compare generators…', ['Shift+c'], () => showPanel('compare')), group: 'Takes' },
    scene('scene.delete', 'Delete scene', ['Delete', 'Backspace'], actions.remove),
    { id: 'film.write', label: 'Write from a script…', group: 'Film', keys: ['w'], run: onWrite },
  ]);
}
