import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useState } from 'react';
import { allCommands, type Command, useRegistry, withLiveKeys } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { bestMatches } from './match.ts';

/** Everything that can be done now, by name. */
export function CommandPalette() {
  const [open, setOpen] = useState(false);
  useCommands([
    {
      id: 'studio.palette',
      label: 'Find a command',
      group: 'Studio',
      keys: ['Mod+k'],
      keyOnly: true,
      run: () => setOpen(true),
    },
  ]);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[14vh] z-40 mx-auto flex max-h-[60vh] max-w-xl flex-col overflow-hidden rounded-3 border border-line-strong bg-panel shadow-float outline-none"
        >
          <Dialog.Title className="sr-only">Find a command</Dialog.Title>
          <CommandList close={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CommandList({ close }: { close: () => void }) {
  const registry = useRegistry();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const offered = withLiveKeys(allCommands(registry)).filter((command) => !command.keyOnly && !command.disabled);
  const found = bestMatches(query, offered, (command) => `${command.label} ${command.group}`);

  const choose = (command: Command | undefined) => {
    if (!command) return;
    close();
    // After the palette has given the focus back, so that the command may move it.
    setTimeout(() => command.run(null));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') choose(found[at]);
    else if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={found[at] && `command-${found[at].id}`}
        aria-label="Find a command"
        placeholder="Find a command"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        className="border-b border-line bg-transparent px-4 py-3 text-3 outline-none placeholder:text-text-3"
      />
      <div id="commands" role="listbox" aria-label="Commands" className="min-h-0 overflow-auto p-1">
        {found.map((command, index) => (
          <CommandLine key={command.id} command={command} active={index === at} onChoose={choose} />
        ))}
        {found.length === 0 && <p className="px-3 py-6 text-center text-text-2">No command is called that.</p>}
      </div>
    </>
  );
}

type LineProps = { command: Command; active: boolean; onChoose: (command: Command) => void };

function CommandLine({ command, active, onChoose }: LineProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the focus and the keys
    <div
      id={`command-${command.id}`}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      ref={(line) => {
        if (active) line?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={() => onChoose(command)}
      className="flex items-center gap-3 rounded-2 px-3 py-1.5 hover:bg-hover aria-selected:bg-hover"
    >
      <span className="grow">{command.label}</span>
      <span className="text-1 text-text-3">{command.group}</span>
      {command.keys[0] && <Kbd keys={command.keys[0]} />}
    </div>
  );
}
