import { type RefObject, useEffect, useRef } from 'react';

/**
 * Gives the focus to what has just appeared, whose keys are meant from now on: on the button that brought it, Space and
 * Enter would press that again. A layer over the window keeps it; with `ifFree`, whatever has it does.
 */
export function useTakeFocus<E extends HTMLElement>({ ifFree = false } = {}): RefObject<E | null> {
  const ref = useRef<E>(null);
  useEffect(() => {
    const { activeElement } = document;
    const isKept = ifFree ? activeElement !== document.body : activeElement?.closest('[role=dialog]') != null;
    if (!isKept) ref.current?.focus({ preventScroll: true });
  }, [ifFree]);
  return ref;
}
