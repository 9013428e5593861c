import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { CutScene } from '../../../shared/cut.ts';

const sceneOf = (target: EventTarget): string | null =>
  target instanceof Element
    ? (target.closest<HTMLElement>('[data-timeline-scene]')?.dataset.timelineScene ?? null)
    : null;

/** One stop of Tab for all scenes; arrow keys move it, and with it what is selected. */
export function useRovingFocus(
  scenes: readonly Pick<CutScene, 'sceneId'>[],
  selected: number,
  select: (sceneId: string) => void,
) {
  const list = useRef<HTMLUListElement>(null);
  const [wanted, setWanted] = useState(false);
  const before = useRef({ selected, inside: false });
  useLayoutEffect(() => {
    // A scene that is moved in its list loses the focus on the way.
    const lost = before.current.inside && before.current.selected !== selected;
    if (wanted || (lost && document.activeElement === document.body)) {
      const block = list.current?.querySelector<HTMLElement>('[aria-current]');
      block?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      block?.focus({ preventScroll: true });
      setWanted(false);
    }
    before.current = { selected, inside: list.current?.contains(document.activeElement) ?? false };
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    const focused = sceneOf(event.target);
    const at = focused === null ? selected : scenes.findIndex(({ sceneId }) => sceneId === focused);
    const last = scenes.length - 1;
    // Home and End stay with the playhead.
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1 }[key];
    if (to === undefined) return;
    event.preventDefault();
    const scene = scenes[Math.max(0, Math.min(last, to))];
    if (scene) select(scene.sceneId);
    setWanted(true);
  };
  return { list, onKeyDown };
}
