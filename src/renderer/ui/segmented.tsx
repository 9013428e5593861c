import { ToggleGroup } from 'radix-ui';

type Part<V extends string> = { readonly value: V; readonly label: string };
type Props<V extends string> = {
  label: string;
  /** Null while something else is shown than any of them. */
  value: V | null;
  parts: readonly Part<V>[];
  onChange: (value: V) => void;
};

/** One of a few views or values, all visible. Arrow keys move between them. */
export function Segmented<V extends string>({ label, value, parts, onChange }: Props<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value ?? ''}
      onValueChange={(next) => next && onChange(next as V)}
      className="inline-flex rounded-2 border border-line bg-bg p-0.5"
    >
      {parts.map((part) => (
        <ToggleGroup.Item
          key={part.value}
          value={part.value}
          className="rounded-[6px] px-3.5 py-[3px] font-medium text-text-2 hover:text-text aria-checked:bg-raised aria-checked:text-text"
        >
          {part.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
