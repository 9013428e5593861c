import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { GripVertical } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { IconButton } from './icon-button.tsx';

type Props = {
  readonly ids: readonly string[];
  readonly onMove: (from: number, to: number) => void;
  /** The list, whose rows use `useSortableRow`. */
  readonly children: ReactNode;
};

// A few pixels first, so that a press stays a press.
const pointerOptions = { activationConstraint: { distance: 4 } };
const keyboardOptions = { coordinateGetter: sortableKeyboardCoordinates };

/** Rows that change places by drag, by the grip's keys, or by Alt and the arrows on the grip. */
export function Sortable({ ids, onMove, children }: Props) {
  const sensors = useSensors(useSensor(PointerSensor, pointerOptions), useSensor(KeyboardSensor, keyboardOptions));
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const to = ids.indexOf(String(over?.id));
    if (to >= 0 && active.id !== over?.id) onMove(ids.indexOf(String(active.id)), to);
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
      <SortableContext items={[...ids]} strategy={verticalListSortingStrategy}>
        {children}
      </SortableContext>
    </DndContext>
  );
}

/** What a row and its grip need: `row` for the element, `grip` for `SortableGrip`. */
export function useSortableRow(id: string, disabled = false) {
  const { setNodeRef, transform, transition, isDragging, ...grip } = useSortable({ id, disabled });
  return {
    row: { ref: setNodeRef, style: { transform: CSS.Translate.toString(transform), transition } },
    dragged: isDragging && 'relative z-10 rounded-2 shadow-float',
    grip,
  };
}

type GripProps = {
  grip: Pick<ReturnType<typeof useSortable>, 'attributes' | 'listeners' | 'setActivatorNodeRef'>;
  /** What is moved. */
  name: string;
  onMove: (by: -1 | 1) => void;
};

export function SortableGrip({ grip: { attributes, listeners, setActivatorNodeRef }, name, onMove }: GripProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = event.altKey ? ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key] : undefined;
    if (by === undefined) return listeners?.onKeyDown?.(event);
    event.preventDefault();
    onMove(by);
  };
  return (
    <IconButton
      {...attributes}
      {...listeners}
      ref={setActivatorNodeRef}
      label={`Move ${name}`}
      keys="Alt+ArrowUp"
      onKeyDown={onKeyDown}
    >
      <GripVertical size={14} aria-hidden />
    </IconButton>
  );
}
