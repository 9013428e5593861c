import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import type { Duels } from './use-duels.ts';

/** The keys of a duel. None while there is nothing to decide. */
export function useDuelCommands({ pair, judge, takeBack }: Pick<Duels, 'pair' | 'judge' | 'takeBack'>): void {
  useCommands(pair ? commandsOf({ judge, takeBack }) : []);
}

const commandsOf = ({ judge, takeBack }: Pick<Duels, 'judge' | 'takeBack'>): readonly Command[] => [
  { id: 'duel.left', label: 'Left is better', group: 'Wall', keys: ['1'], run: () => judge('left') },
  { id: 'duel.right', label: 'Right is better', group: 'Wall', keys: ['2'], run: () => judge('right') },
  { id: 'duel.tie', label: 'Both are as good', group: 'Wall', keys: ['t'], run: () => judge('tie') },
  { id: 'duel.bad', label: 'Both are bad', group: 'Wall', keys: ['0'], run: () => judge('bad') },
  {
    id: 'duel.take-back',
    label: 'Take the last verdict back',
    group: 'Wall',
    keys: ['z', 'Backspace'],
    disabled: takeBack === null,
    run: () => takeBack?.(),
  },
];
