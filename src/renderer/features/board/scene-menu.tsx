import { Copy, Plus, Trash2, WandSparkles } from 'lucide-react';
import type { Film } from '../../../shared/film.ts';
import { formatMicros } from '../../../shared/money.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import type { Wish } from '../generation/wishes.ts';
import type { SceneActions } from './use-scene-actions.ts';

type Source = {
  film: Film;
  sceneId: string;
  wish: Wish;
  actions: SceneActions;
  generate: (wishes: readonly Wish[]) => void;
};

/** Everything that a card can be asked for; each line has a key or a button that does the same. */
export function sceneMenu({ film, sceneId, wish, actions, generate }: Source): MenuItem[] {
  const index = film.scenes.findIndex((scene) => scene.id === sceneId);
  return [
    {
      label: wish.hindrance ?? `Generate a take · ${formatMicros(wish.micros)}`,
      icon: <WandSparkles size={14} aria-hidden />,
      disabled: wish.hindrance !== null,
      onSelect: () => generate([wish]),
    },
    '-',
    {
      label: 'Move earlier',
      keys: 'Alt+ArrowLeft',
      disabled: index === 0,
      onSelect: () => actions.shift(sceneId, -1),
    },
    {
      label: 'Move later',
      keys: 'Alt+ArrowRight',
      disabled: index === film.scenes.length - 1,
      onSelect: () => actions.shift(sceneId, 1),
    },
    '-',
    { label: 'Add scene after', icon: <Plus size={14} aria-hidden />, onSelect: () => actions.add(sceneId) },
    {
      label: 'Duplicate',
      icon: <Copy size={14} aria-hidden />,
      keys: 'Mod+d',
      onSelect: () => actions.duplicate(sceneId),
    },
    {
      label: 'Delete',
      icon: <Trash2 size={14} aria-hidden />,
      keys: 'Delete',
      danger: true,
      onSelect: () => actions.remove(sceneId),
    },
  ];
}
