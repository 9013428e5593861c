import { ToggleGroup } from 'radix-ui';
import { Tooltip } from './tooltip.tsx';

type Part<V extends string> = { readonly value: V; readonly label: string; readonly keys?: string | undefined };
type Props<V extends string> = {
  label: string;
  value: V;
  parts: readonly Part<V>[];
  onChange: (value: V) => void;
};

/** One of a few views or values, all visible. Arrow keys move between them. */
export function Segmented<V extends string>({ label, value, parts, onChange }: Props<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onChange(next as V)}
      className="inline-flex rounded-2 border border-line bg-bg p-0.5"
    >
      {parts.map((part) => (
        <Tooltip key={part.value} text={part.label} keys={part.keys}>
          <span className="contents">
            <ToggleGroup.Item
              value={part.value}
              className="rounded-[6px] px-3.5 py-[3px] font-medium text-text-2 hover:text-text aria-checked:bg-raised aria-checked:text-text"
            >
              {part.label}
            </ToggleGroup.Item>
          </span>
        </Tooltip>
      ))}
    </ToggleGroup.Root>
  );
}
