import { readUsd } from '../lib/usd.ts';
import { CommitField, type CommitFieldProps } from './commit-field.tsx';

type Props = Pick<CommitFieldProps, 'label' | 'aside' | 'placeholder' | 'autoFocus'> & {
  /** US dollars; null is an empty field. */
  value: number | null;
  onCommit: (usd: number | null) => void;
  /** Nothing is no answer here. */
  required?: boolean;
};

/** A field for US dollars. Empty means no limit, unless it is required. */
export function UsdField({ value, onCommit, required = false, ...field }: Props) {
  const problemOf = (text: string) => {
    const { usd, problem } = readUsd(text);
    return problem ?? (required && usd === null ? 'Write a number such as 5 or 0.50' : null);
  };
  return (
    <CommitField
      {...field}
      value={value === null ? '' : String(value)}
      inputMode="decimal"
      problemOf={problemOf}
      onCommit={(text) => onCommit(readUsd(text).usd)}
    />
  );
}
