import clsx from 'clsx';
import { type KeyboardEvent, useState } from 'react';

type Props = { label: string; value: string; maxLength: number; onCommit: (text: string) => void; className?: string };

/** A name, edited where it stands. Enter and leaving take it over, Escape leaves it as it was. */
export function InlineText({ label, value, maxLength, onCommit, className }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setDraft(null);
    if (event.key === 'Enter' || event.key === 'Escape') {
      // After React has taken over the draft that blur reads.
      const field = event.currentTarget;
      setTimeout(() => field.blur());
    }
  };
  return (
    <input
      aria-label={label}
      data-own-escape
      dir="auto"
      value={draft ?? value}
      maxLength={maxLength}
      onChange={(event) => setDraft(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        if (draft !== null) onCommit(draft);
        setDraft(null);
      }}
      className={clsx(
        'field-sizing-content max-w-full min-w-10 rounded-[6px] border border-transparent bg-transparent px-1.5 py-0.5 text-ellipsis hover:border-line',
        className,
      )}
    />
  );
}
