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
import { rectSortingStrategy, SortableContext, sortableKeyboardCoordinates, useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { type ReactNode, useMemo, useRef } from 'react';
import { SceneCard, type SceneCardProps } from './scene-card.tsx';

type Props = {
  sceneIds: readonly string[];
  onMove: (sceneId: string, to: number) => void;
  children: ReactNode;
};

/** The storyboard: a grid in which scenes are dragged, by pointer anywhere on the card or by keys from its grip. */
export function SceneGrid({ sceneIds, onMove, children }: Props) {
  const sensors = useSensors(
    // A few pixels first, so that a click stays a click.
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const announcements = useMemo(() => announcementsFor(sceneIds), [sceneIds]);
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const to = sceneIds.indexOf(String(over?.id));
    if (to >= 0 && active.id !== over?.id) onMove(String(active.id), to);
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={onDragEnd}
      accessibility={{ announcements, screenReaderInstructions }}
    >
      <SortableContext items={[...sceneIds]} strategy={rectSortingStrategy}>
        <div id="scene-grid" className="grid grid-cols-[repeat(auto-fill,minmax(min(218px,100%),1fr))] gap-4">
          {children}
        </div>
      </SortableContext>
    </DndContext>
  );
}

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

/** A card in its sortable place. */
export function SortableCard(props: Omit<SceneCardProps, 'drag'>) {
  const sortable = useSortable({ id: props.scene.id });
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = sortable;
  const grip = useRef<HTMLButtonElement>(null);
  return (
    <SceneCard
      {...props}
      drag={{
        card: { ...listeners, ref: setNodeRef, style: { transform: CSS.Translate.toString(transform), transition } },
        grip: (button) => {
          grip.current = button;
          setActivatorNodeRef(button);
        },
        active: isDragging,
      }}
    />
  );
}
