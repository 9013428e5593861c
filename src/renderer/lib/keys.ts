/**
 * A key combination is written `Mod+Shift+z`: `Mod` is Cmd on a Mac and Ctrl elsewhere, then Alt and Shift, then the
 * key as KeyboardEvent.key gives it (letters in lower case, `Space` for the space bar).
 */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const isMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** The combination that was pressed. Shift is named only where it does not already show in the character (`?`). */
export function keysOf(event: KeyPress, mac = isMac): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const showsShift = event.shiftKey && event.key.length === 1 && event.key.toLowerCase() === event.key.toUpperCase();
  const parts = [
    (mac ? event.metaKey : event.ctrlKey) && 'Mod',
    event.altKey && 'Alt',
    event.shiftKey && !showsShift && 'Shift',
    key,
  ];
  return parts.filter(Boolean).join('+');
}

const macNames: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩', Backspace: '⌫', Delete: '⌦' };
const otherNames: Record<string, string> = { Mod: 'Ctrl', Delete: 'Del' };
const names: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** A combination as people of this system read it: `⌘⇧Z`, `Ctrl+Shift+Z`. */
export function keyLabel(keys: string, mac = isMac): string {
  // The key + itself is no separator.
  const parts = keys.split(/\+(?!$)/).map((part) => {
    const name = (mac ? macNames[part] : otherNames[part]) ?? names[part] ?? part;
    return name.length === 1 ? name.toUpperCase() : name;
  });
  return parts.join(mac ? '' : '+');
}
