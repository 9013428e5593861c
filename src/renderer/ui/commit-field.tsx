import { useState } from 'react';
import { Field } from './field.tsx';

export type CommitFieldProps = {
  label: string;
  value: string;
  onCommit: (text: string) => void;
  /** What is wrong with what is being written; it is not taken over then. */
  problemOf?: (text: string) => string | null;
  /** What is wrong with the value as it is. */
  problem?: string | null;
  aside?: string;
  placeholder?: string;
  inputMode?: 'decimal';
  autoFocus?: boolean;
};

/** A field that takes effect on Enter or when it is left, and not with every letter. */
export function CommitField({ value, onCommit, problemOf, problem = null, ...field }: CommitFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft === null ? problem : (problemOf?.(draft) ?? null);
  const commit = () => {
    if (draft !== null && draft !== value && !wrong) onCommit(draft);
    if (!wrong) setDraft(null);
  };
  return (
    <Field
      {...field}
      className="grow"
      value={draft ?? value}
      problem={wrong}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
