import { keyLabel } from '../lib/keys.ts';

/** A key combination as this system writes it. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <kbd className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-1 border border-line-strong bg-bg px-1 font-mono text-[0.625rem] text-text-2">
      {keyLabel(keys)}
    </kbd>
  );
}
