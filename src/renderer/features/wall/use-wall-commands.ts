import type { WallMode } from '../../../shared/comparison.ts';
import { showPanel } from '../../lib/navigation.ts';
import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { isTake, type ShownTile } from './arrange.ts';
import { tileId } from './current-tile.ts';
import { isTileFocused, moveFocus, showTile } from './tile-focus.ts';
import type { Wall } from './use-wall.ts';
import type { WallDeeds } from './use-wall-deeds.ts';

type Keys = {
  readonly wall: Wall;
  readonly deeds: WallDeeds;
  readonly current: ShownTile | null;
  readonly onMode: (mode: WallMode) => void;
  readonly onBlind: () => void;
  readonly onScene: (by: 1 | -1) => void;
};

const wallCommand = (name: string, label: string, keys: string[], run: () => void): Command => ({
  ...{ id: `wall.${name}`, label, group: 'Wall', keys, run, once: true },
});

/** The keys of the wall, listed with all others. Those of playing belong to the stage, those of a blind pick to its bar. */
export function useWallCommands(keys: Keys): void {
  const { wall, onMode, onBlind, onScene } = keys;
  const { comparison, view } = wall;
  const tooFew = wall.takes.length < 2;
  useCommands([
    ...(wall.hidden ? [] : circleCommands(keys)),
    ...(view.mode === 'wall' ? [...tileCommands(keys), ...focusCommands] : []),
    { ...wallCommand('blind', 'Hide the names, or show them', ['b'], onBlind), disabled: cannotHide(wall) },
    { ...wallCommand('wipe', 'Wipe between two takes', ['w'], () => onMode('wipe')), disabled: tooFew },
    { ...wallCommand('duel', 'Blind duels', ['d'], () => onMode('duel')), disabled: tooFew },
    ...(view.mode === 'wall' ? [] : [wallCommand('all', 'Back to the wall', ['Escape'], () => onMode('wall'))]),
    { ...wallCommand('previous-scene', 'Previous scene', ['PageUp'], () => onScene(-1)), keyOnly: true },
    { ...wallCommand('next-scene', 'Next scene', ['PageDown'], () => onScene(1)), keyOnly: true },
    wallCommand('compare', 'Add generators…', ['Shift+c'], () => showPanel('compare', comparison?.id ?? null)),
  ]);
}

/** In duels names are hidden anyway. */
export const cannotHide = ({ takes, view }: Wall): boolean => view.mode === 'duel' || (takes.length < 2 && !view.blind);

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** By the number on the tile; after a verdict by the order of the letters. */
function circleCommands({ wall: { tiles, view }, deeds }: Keys): Command[] {
  if (view.mode !== 'wall') return [];
  return digits.flatMap((digit) => {
    const tile = tiles.find((each) => each.digit === digit);
    if (!tile || !isTake(tile)) return [];
    const circle = () => {
      deeds.circle(tileId(tile));
      showTile(tileId(tile));
    };
    return wallCommand(`circle-${digit}`, `Circle take ${tile.letter ?? digit}`, [digit], circle);
  });
}

/** What is done to the tile that is looked at. On a blind wall nothing is: notes and stars would tell. */
function tileCommands({ wall, deeds, current }: Keys): Command[] {
  if (wall.hidden) return [];
  const id = current ? tileId(current) : '';
  const disabled = current === null || !isTake(current);
  return [
    wallCommand('circle', 'Circle the take in focus', ['Enter'], () => isTileFocused() && deeds.circle(id)),
    wallCommand('star', 'Star the current take', ['*'], () => deeds.star(id)),
    wallCommand('reject', 'Reject the current take', ['x'], () => deeds.reject(id)),
    wallCommand('note', 'Write a note on the current take', ['n'], () => deeds.open({ id, part: 'note' })),
  ]
    .map((command): Command => ({ ...command, disabled }))
    .concat({
      ...wallCommand('details', 'All about the current take', ['i'], () => deeds.open({ id, part: 'details' })),
      disabled: current === null,
    });
}

const focusCommands: readonly Command[] = [
  wallCommand('left', 'Take to the left', ['Alt+ArrowLeft'], () => moveFocus('left')),
  wallCommand('right', 'Take to the right', ['Alt+ArrowRight'], () => moveFocus('right')),
  wallCommand('up', 'Take above', ['Alt+ArrowUp'], () => moveFocus('up')),
  wallCommand('down', 'Take below', ['Alt+ArrowDown'], () => moveFocus('down')),
].map((command) => ({ ...command, once: false, keyOnly: true }));
