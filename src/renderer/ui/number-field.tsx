import { useLayoutEffect, useRef } from 'react';
import { Field } from './field.tsx';
import { numberText, textAfter } from './number-text.ts';

type Props = {
  label: string;
  /** Null where it is empty. */
  value: number | null;
  min: number;
  max: number;
  step?: number;
  aside?: string;
  placeholder?: string;
  disabled?: boolean;
  onChange: (value: number) => void;
  /** Makes emptying the field a choice of its own. */
  onEmpty?: () => void;
  onLeave?: () => void;
};

/** Takes over only values inside the limits; what is half typed stays in the field, whatever becomes of the film. */
export function NumberField({ value, min, max, step = 0.1, onChange, onEmpty, onLeave, ...field }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const before = useRef(value);
  useLayoutEffect(() => {
    const element = input.current;
    // `value` of a number that is half typed is empty: what cannot be read was typed.
    if (element) {
      const typing = element === document.activeElement;
      const text = element.validity.badInput ? null : element.value;
      const next = textAfter(text, { before: before.current, after: value, typing });
      if (next !== null) element.value = next;
    }
    before.current = value;
  }, [value]);
  const takeOver = (typed: HTMLInputElement) => {
    const next = typed.valueAsNumber;
    if (typed.value === numberText(value)) return;
    if (typed.value === '' && onEmpty) onEmpty();
    else if (next >= min && next <= max) onChange(next);
    else typed.value = numberText(value);
  };
  return (
    <Field
      {...field}
      ref={input}
      type="number"
      step={step}
      min={min}
      max={max}
      defaultValue={numberText(value)}
      onBlur={(event) => {
        takeOver(event.target);
        onLeave?.();
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
