import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import { inputClass, Labelled } from './field.tsx';
import { floatClass, itemClass } from './menu.tsx';

export type Choice<V extends string> = { readonly value: V; readonly label: string };

type Props<V extends string> = {
  label: string;
  value: V;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
  className?: string;
};

type Ids = { id?: string; 'aria-label'?: string; 'aria-describedby'?: string; 'aria-invalid'?: true };
type BoxProps<V extends string> = Omit<Props<V>, 'label' | 'className'> & { ids: Ids };

/** A labelled choice of one. */
export function Select<V extends string>({ label, className, ...rest }: Props<V>) {
  return (
    <Labelled label={label} className={className}>
      {(ids) => <Box {...rest} ids={ids} />}
    </Labelled>
  );
}

/** The same in a bar, where the value says enough; the label is only read aloud. */
export const PlainSelect = <V extends string>({ label, className, ...rest }: Props<V>) => (
  <div className={className}>
    <Box {...rest} ids={{ 'aria-label': label }} />
  </div>
);

function Box<V extends string>({ value, choices, onChange, ids }: BoxProps<V>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as V)}>
      <Radix.Trigger {...ids} className={`${inputClass} flex items-center justify-between gap-2 text-start`}>
        <span className="truncate">
          <Radix.Value />
        </span>
        <ChevronDown size={14} className="shrink-0 text-text-3" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content position="popper" sideOffset={4} collisionPadding={8} className={`${floatClass} max-h-80`}>
          <Radix.Viewport>
            {choices.map((choice) => (
              <Radix.Item key={choice.value} value={choice.value} className={itemClass}>
                <Radix.ItemText>{choice.label}</Radix.ItemText>
                <Radix.ItemIndicator className="ms-auto">
                  <Check size={14} aria-hidden />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
