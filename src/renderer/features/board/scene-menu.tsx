import { Columns3, Copy, Plus, RefreshCw, Trash2, WandSparkles } from 'lucide-react';
import type { Scene } from '../../../shared/film.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { type BatchSource, rangeText, staleWishes, sumOf, type Wish, wishFor } from '../generation/wishes.ts';
import type { SceneActions } from './use-scene-actions.ts';

type Source = {
  source: BatchSource;
  sceneId: string;
  actions: SceneActions;
  generate: (wishes: readonly Wish[]) => void;
  compare: (sceneId: string) => void;
};

/** Everything that a card can be asked for; each line has a key or a button that does the same. */
export function sceneMenu({ source, sceneId, actions, generate, compare }: Source): MenuItem[] {
  const { film } = source;
  const index = film.scenes.findIndex((scene) => scene.id === sceneId);
  const scene = film.scenes[index];
  if (!scene) return [];
  return [
    ...generateItems(source, scene, generate),
    {
      label: 'Compare generators…',
      icon: <Columns3 size={14} aria-hidden />,
      keys: 'Shift+c',
      movesFocus: true,
      onSelect: () => compare(sceneId),
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

/** A further take, and those that no longer match the scene. */
function generateItems(source: BatchSource, scene: Scene, generate: Source['generate']): MenuItem[] {
  const wish = wishFor(source, scene, 'picture');
  const stale = staleWishes({ ...source, film: { ...source.film, scenes: [scene] } });
  const again = stale.filter(({ hindrance }) => hindrance === null);
  return [
    {
      label: wish.hindrance ?? `Generate a take · ${rangeText(wish)}`,
      icon: <WandSparkles size={14} aria-hidden />,
      disabled: wish.hindrance !== null,
      onSelect: () => generate([wish]),
    },
    ...(again.length > 0
      ? [
          {
            label: `Changed since: generate again · ${rangeText(sumOf(again))}`,
            icon: <RefreshCw size={14} aria-hidden />,
            onSelect: () => generate(again),
          },
        ]
      : []),
  ];
}
