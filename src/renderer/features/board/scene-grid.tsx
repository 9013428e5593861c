import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { rectSortingStrategy, SortableContext, sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import { type MouseEvent, memo, type ReactNode, useMemo, useRef } from 'react';
import { ContextualMenu, type MenuItem } from '../../ui/menu.tsx';

type Props = {
  /** In order; the same array until the order changes. */
  sceneIds: string[];
  onMove: (sceneId: string, to: number) => void;
  menuOf: (sceneId: string) => MenuItem[];
  children: ReactNode;
};

// Out here, because new options would draw every card anew. A few pixels first, so that a click stays a click.
const pointerOptions = { activationConstraint: { distance: 6 } };
const keyboardOptions = { coordinateGetter: sortableKeyboardCoordinates };

/**
 * The storyboard: a grid in which scenes are dragged, by pointer anywhere on the card or by keys from its grip. Whenever
 * it is drawn, dnd-kit gives a new context and React goes through all cards for it: so only when its props change.
 */
export const SceneGrid = memo(function SceneGrid({ sceneIds, onMove, menuOf, children }: Props) {
  const sensors = useSensors(useSensor(PointerSensor, pointerOptions), useSensor(KeyboardSensor, keyboardOptions));
  const announcements = useMemo(() => announcementsFor(sceneIds), [sceneIds]);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const to = sceneIds.indexOf(String(over?.id));
    if (to >= 0 && active.id !== over?.id) onMove(String(active.id), to);
  };
  const pointed = useRef('');
  // One menu for all cards; between the cards there is nothing to ask for.
  const onContextMenu = (event: MouseEvent) => {
    const card = event.target instanceof Element && event.target.closest<HTMLElement>('[data-card]');
    pointed.current = card instanceof HTMLElement ? (card.dataset.card ?? '') : '';
    if (!card) event.preventDefault();
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions }}
    >
      <SortableContext items={sceneIds} strategy={rectSortingStrategy}>
        <ContextualMenu label="Scene" list={() => menuOf(pointed.current)}>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu key works too, through the card that has the focus */}
          <div id="scene-grid" onContextMenu={onContextMenu} className="scene-grid">
            {children}
          </div>
        </ContextualMenu>
      </SortableContext>
    </DndContext>
  );
});

const screenReaderInstructions = {
  draggable: 'To move the scene, press Space or Enter, then the arrow keys, then Space. Escape leaves it where it was.',
};

function announcementsFor(sceneIds: readonly string[]): Announcements {
  const place = (id: UniqueIdentifier) => sceneIds.indexOf(String(id)) + 1;
  return {
    onDragStart: ({ active }) => `Picked up scene ${place(active.id)}.`,
    onDragOver: ({ over }) => (over ? `Now at place ${place(over.id)} of ${sceneIds.length}.` : undefined),
    onDragEnd: ({ over }) => (over ? `Put down at place ${place(over.id)}.` : 'Left where it was.'),
    onDragCancel: () => 'Left where it was.',
  };
}
