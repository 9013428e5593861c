import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import type { Duels } from './use-duels.ts';

/** The keys of a duel. None while there is nothing to decide. */
export function useDuelCommands({ pair, judge, takeBack }: Pick<Duels, 'pair' | 'judge' | 'takeBack'>): void {
  useCommands(pair ? commandsOf({ judge, takeBack }) : []);
}

const commandsOf = ({ judge, takeBack }: Pick<Duels, 'judge' | 'takeBack'>): readonly Command[] => [
  command('left', 'Left is better', ['1'], () => judge('left')),
  command('right', 'Right is better', ['2'], () => judge('right')),
  command('tie', 'Both are as good', ['t'], () => judge('tie')),
  command('bad', 'Both are bad', ['0'], () => judge('bad')),
  {
    ...command('take-back', 'Take the last verdict back', ['z', 'Backspace'], () => takeBack?.()),
    disabled: takeBack === null,
  },
];

const command = (id: string, label: string, keys: string[], run: () => void): Command => ({
  ...{ id: `duel.${id}`, label, group: 'Wall', keys, run, once: true },
});
