import { useState } from 'react';
import { allCommands, type Command, useRegistry, withLiveKeys } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';

const groups: readonly Command['group'][] = ['Playing', 'Wall', 'Cut', 'Takes', 'Scenes', 'Film', 'Studio'];

const isNumbered = ({ keys: [first = ''] }: Command): boolean => /^[1-9]$/.test(first);

/** Every key that works here, under `?`. */
export function ShortcutList() {
  const [open, setOpen] = useState(false);
  const registry = useRegistry();
  useCommands([
    { id: 'studio.shortcuts', label: 'Show all keys', group: 'Studio', keys: ['?'], run: () => setOpen(true) },
  ]);
  // Sets of commands come and go; those of the number keys stand together first.
  const commands = withLiveKeys(allCommands(registry))
    .filter(({ keys }) => keys.length > 0)
    .toSorted((a, b) => Number(isNumbered(b)) - Number(isNumbered(a)));
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title="Keys" className="max-w-5xl">
      <div className="columns-2 gap-8 lg:columns-3">
        {groups.map((group) => (
          <KeyGroup key={group} title={group} commands={commands.filter((command) => command.group === group)} />
        ))}
      </div>
    </Dialog>
  );
}

function KeyGroup({ title, commands }: { title: string; commands: readonly Command[] }) {
  if (commands.length === 0) return null;
  return (
    <section className="mb-4 break-inside-avoid">
      <h3 className="mb-1 text-1 font-medium text-text-3">{title}</h3>
      <dl>
        {commands.map((command) => (
          <div key={command.id} className="flex items-center justify-between gap-4 border-b border-line py-1">
            <dt>{command.label}</dt>
            <dd className="flex gap-1">
              {command.keys.map((keys) => (
                <Kbd key={keys} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
