import type { WallMode } from '../../../shared/comparison.ts';
import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { isTake, type ShownTake, type ShownTile } from './arrange.ts';
import { isTileFocused, moveFocus } from './tile-focus.ts';
import type { Wall } from './use-wall.ts';
import { tileId, type WallDeeds } from './use-wall-deeds.ts';

type Keys = {
  readonly wall: Wall;
  readonly deeds: WallDeeds;
  readonly current: ShownTile | null;
  readonly onMode: (mode: WallMode) => void;
  readonly onBlind: () => void;
  readonly onScene: (by: 1 | -1) => void;
};

const take = (id: string, label: string, keys: string[], run: () => void): Command => ({
  id,
  label,
  group: 'Takes',
  keys,
  run,
});

/** The keys of the wall, listed with all others. Those of playing belong to the stage, those of a blind pick to its bar. */
export function useWallCommands(keys: Keys): void {
  const { wall, onMode, onBlind, onScene } = keys;
  const { mode } = wall.view;
  useCommands([
    ...(mode === 'wall' ? [...tileCommands(keys), ...focusCommands] : []),
    ...(wall.hidden ? [] : circleCommands(keys)),
    { ...take('wall.blind', 'Hide the names, or show them', ['b'], onBlind), disabled: wall.takes.length < 2 },
    { ...take('wall.wipe', 'Wipe between two takes', ['w'], () => onMode('wipe')), disabled: wall.takes.length < 2 },
    { ...take('wall.duel', 'Blind duels', ['d'], () => onMode('duel')), disabled: wall.takes.length < 2 },
    { ...take('wall.all', 'Back to the wall', ['Escape'], () => onMode('wall')), disabled: mode === 'wall' },
    { ...take('wall.previous-scene', 'Takes of the previous scene', ['PageUp'], () => onScene(-1)), keyOnly: true },
    { ...take('wall.next-scene', 'Takes of the next scene', ['PageDown'], () => onScene(1)), keyOnly: true },
  ]);
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** By the number on the tile; after a verdict by the order of the letters. */
function circleCommands({ wall, deeds }: Keys): Command[] {
  const { tiles, view } = wall;
  if (view.mode === 'duel') return [];
  return digits.flatMap((digit) => {
    const tile = tiles.find((each) => each.digit === digit);
    if (!tile || !isTake(tile)) return [];
    return take(`wall.circle-${digit}`, `Circle take ${tile.letter ?? digit}`, [digit], () =>
      deeds.circle(tileId(tile)),
    );
  });
}

/** What is done to the tile that is looked at. On a blind wall nothing is: notes and stars would tell. */
function tileCommands({ wall, deeds, current }: Keys): Command[] {
  if (wall.hidden) return [];
  const on = (run: (tile: ShownTake, id: string) => void) => () => {
    if (current && isTake(current)) run(current, tileId(current));
  };
  const disabled = current === null || !isTake(current);
  const open = () => current && deeds.open({ id: tileId(current), part: 'details' });
  return [
    {
      ...take(
        'wall.circle',
        'Circle the take in focus',
        ['Enter'],
        on((_, id) => isTileFocused() && deeds.circle(id)),
      ),
      disabled,
    },
    {
      ...take(
        'wall.star',
        'Star the take in focus',
        ['*'],
        on((_, id) => deeds.star(id)),
      ),
      disabled,
    },
    {
      ...take(
        'wall.reject',
        'Reject the take in focus',
        ['x'],
        on((_, id) => deeds.reject(id)),
      ),
      disabled,
    },
    {
      ...take(
        'wall.note',
        'Write a note',
        ['n'],
        on((_, id) => deeds.open({ id, part: 'note' })),
      ),
      disabled,
    },
    { ...take('wall.details', 'All about the take in focus', ['i'], open), disabled: current === null },
  ];
}

const focusCommands: readonly Command[] = [
  { ...take('wall.left', 'Take to the left', ['Alt+ArrowLeft'], () => moveFocus('left')), keyOnly: true },
  { ...take('wall.right', 'Take to the right', ['Alt+ArrowRight'], () => moveFocus('right')), keyOnly: true },
  { ...take('wall.up', 'Take above', ['Alt+ArrowUp'], () => moveFocus('up')), keyOnly: true },
  { ...take('wall.down', 'Take below', ['Alt+ArrowDown'], () => moveFocus('down')), keyOnly: true },
];
