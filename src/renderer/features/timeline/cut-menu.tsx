import { Blend, Copy, Trash2 } from 'lucide-react';
import type { Film } from '../../../shared/film.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import type { SceneActions } from '../board/use-scene-actions.ts';
import type { CutActions } from './use-cut-actions.ts';

type Source = {
  film: Film;
  sceneId: string;
  actions: CutActions;
  scenes: SceneActions;
  onOpenJoin: (sceneId: string) => void;
};

/** Everything that a scene of the timeline can be asked for; each line has a key or a handle that does the same. */
export function cutMenu({ film, sceneId, actions, scenes, onOpenJoin }: Source): MenuItem[] {
  const index = film.scenes.findIndex(({ id }) => id === sceneId);
  const scene = film.scenes[index];
  if (!scene) return [];
  const [first, last] = [index === 0, index === film.scenes.length - 1];
  return [
    {
      label: 'Transition to the next scene…',
      icon: <Blend size={14} aria-hidden />,
      keys: 't',
      disabled: last,
      // After this menu has given the focus back.
      onSelect: () => setTimeout(() => onOpenJoin(sceneId)),
    },
    '-',
    { label: 'A frame longer', keys: ']', onSelect: () => actions.trim(sceneId, 1) },
    { label: 'A frame shorter', keys: '[', onSelect: () => actions.trim(sceneId, -1) },
    {
      label: scene.narration.trim() === '' ? 'As long as usual' : 'As long as the narration',
      disabled: scene.seconds === null,
      onSelect: () => actions.followNarration(sceneId),
    },
    '-',
    { label: 'Move earlier', keys: 'Alt+ArrowLeft', disabled: first, onSelect: () => scenes.shift(sceneId, -1) },
    { label: 'Move later', keys: 'Alt+ArrowRight', disabled: last, onSelect: () => scenes.shift(sceneId, 1) },
    '-',
    {
      label: 'Duplicate',
      icon: <Copy size={14} aria-hidden />,
      keys: 'Mod+d',
      onSelect: () => scenes.duplicate(sceneId),
    },
    {
      label: 'Delete',
      icon: <Trash2 size={14} aria-hidden />,
      keys: 'Delete',
      danger: true,
      onSelect: () => scenes.remove(sceneId),
    },
  ];
}
