import { create } from 'zustand';
import { type KeyPress, keysOf } from './keys.ts';

/** Something the user can do now: by key, from the palette, or from the desktop menu, which sends its id. */
export type Command = {
  /** `scene.duplicate`: also what the desktop menu sends. */
  readonly id: string;
  readonly label: string;
  /** Heading in the list of shortcuts. */
  readonly group: 'Studio' | 'Film' | 'Scenes' | 'Takes' | 'Wall' | 'Cut' | 'Playing';
  readonly keys: readonly string[];
  /** `argument` comes from the desktop menu; null from keys and the palette. */
  readonly run: (argument: string | null) => void;
  readonly disabled?: boolean;
  /** Undo and redo belong to the film while one of its fields is being typed in. */
  readonly inFilmFields?: boolean;
  /** A key that is held does it once. */
  readonly once?: boolean;
  /** Kept out of the palette: a step that only makes sense as a key. */
  readonly keyOnly?: boolean;
};

type Registry = { readonly sets: ReadonlyMap<symbol, readonly Command[]> };

export const useRegistry = create<Registry>(() => ({ sets: new Map() }));

/** Puts a set of commands in place of the one with the same owner; an empty set takes it away. */
export function setCommands(owner: symbol, commands: readonly Command[]): void {
  const sets = new Map(useRegistry.getState().sets);
  sets.delete(owner);
  if (commands.length > 0) sets.set(owner, commands);
  useRegistry.setState({ sets });
}

export const allCommands = ({ sets }: Registry = useRegistry.getState()): Command[] => [...sets.values()].flat();

/** The commands with just the keys that reach them now: where two want the same key, the one that `commandFor` finds has it. */
export function withLiveKeys(commands: readonly Command[]): Command[] {
  const owners = new Map<string, Command>();
  for (const command of commands) {
    for (const keys of command.keys) {
      const owner = owners.get(keys);
      if (!command.disabled || !owner || owner.disabled) owners.set(keys, command);
    }
  }
  return commands.map((command) => ({ ...command, keys: command.keys.filter((keys) => owners.get(keys) === command) }));
}

/** Runs a command by id. False when it is not there or cannot be done now. */
export function runCommand(id: string, argument: string | null = null): boolean {
  const command = allCommands().findLast((each) => each.id === id && !each.disabled);
  command?.run(argument);
  return command !== undefined;
}

/** Where a key was pressed, as far as it matters to shortcuts. */
export type KeyPlace = {
  /** `film`: a field bound to the film; `other`: any other field; null: no field. */
  readonly typing: 'film' | 'other' | null;
  /** On a control that has its own use for Space and Enter. */
  readonly onControl: boolean;
  /** In a menu, list or dialog that has its own keys. */
  readonly inLayer: boolean;
  /** On a slider of the browser's, which arrows move. */
  readonly onRange?: boolean;
};

/** What moves a slider. */
const rangeKeys = /^(Arrow\w+|Home|End|PageUp|PageDown)$/;

/** The command for a key press at a place, the most recently registered first. */
export function commandFor(press: KeyPress, place: KeyPlace, commands: readonly Command[]): Command | null {
  if (place.inLayer) return null;
  const keys = keysOf(press);
  if (place.onControl && (keys === 'Space' || keys === 'Enter')) return null;
  if (place.onRange && rangeKeys.test(keys)) return null;
  const withModifier = press.ctrlKey || press.metaKey;
  return (
    commands.findLast((command) => {
      if (command.disabled || !command.keys.includes(keys)) return false;
      if (place.typing === null) return true;
      return command.inFilmFields ? place.typing === 'film' : withModifier && !editingKeys.has(keys);
    }) ?? null
  );
}

/** What a text field does itself with these keys. */
const editingKeys = new Set(['Mod+a', 'Mod+c', 'Mod+v', 'Mod+x', 'Mod+z', 'Mod+Shift+z', 'Mod+y', 'Mod+Backspace']);

const fieldSelector = 'input:not([type=range],[type=checkbox],[type=radio]), textarea, [contenteditable=true]';
const controlSelector = 'button, a[href], summary, video, audio, select, [role=button], [role=slider], input';
/**
 * Only the selected card can have the focus, so pressing it would do nothing, as with what is chosen of a few: who has just
 * gone to the wall by the mouse plays it with Space. On the timeline Space plays.
 */
const freeOfSpaceSelector = '[data-scene], [data-space-plays], [role=radio][aria-checked=true]';
const layerSelector = '[role=menu], [role=listbox], [role=dialog], [role=alertdialog]';

export function placeOf(target: EventTarget | null): KeyPlace {
  const element = target instanceof Element ? target : null;
  const field = element?.closest(fieldSelector);
  const typing = field ? (field.closest('[data-film-field]') ? 'film' : 'other') : null;
  return {
    typing,
    onControl: !field && element?.closest(controlSelector) != null && !element.closest(freeOfSpaceSelector),
    inLayer: element?.closest(layerSelector) != null,
    onRange: element?.matches('input[type=range]') ?? false,
  };
}

/** Listens on the window. Returns the way to stop. */
export function listenForKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const command = commandFor(event, placeOf(event.target), allCommands());
    if (!command) return;
    event.preventDefault();
    if (!event.repeat || !command.once) command.run(null);
  };
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}
