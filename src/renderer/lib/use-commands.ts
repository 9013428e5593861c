import { useEffect, useRef, useState } from 'react';
import { type Command, setCommands } from './shortcuts.ts';

/** Offers these commands while the component is mounted. The newest `run` functions are always the ones called. */
export function useCommands(commands: readonly Command[]): void {
  const [owner] = useState(() => Symbol('commands'));
  const latest = useRef(commands);
  // Everything but the functions: the registry is told only when something that it shows has changed.
  const shown = JSON.stringify(commands);
  useEffect(() => {
    latest.current = commands;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` stands for the commands
  useEffect(() => {
    setCommands(
      owner,
      latest.current.map((command, index) => ({
        ...command,
        run: (argument: string | null) => latest.current[index]?.run(argument),
      })),
    );
    return () => setCommands(owner, []);
  }, [owner, shown]);
}
