import { Field } from './field.tsx';

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

/** Long fractions of frames are shown to the hundredth. */
const shown = (value: number | null): string => (value === null ? '' : String(Math.round(value * 100) / 100));

/** Takes over only values inside the limits; what is half typed stays in the field. */
export function NumberField({ value, min, max, step = 0.1, onChange, onEmpty, onLeave, ...field }: Props) {
  const takeOver = (input: HTMLInputElement) => {
    const next = input.valueAsNumber;
    if (input.value === shown(value)) return;
    if (input.value === '' && onEmpty) onEmpty();
    else if (next >= min && next <= max) onChange(next);
    else input.value = shown(value);
  };
  return (
    <Field
      {...field}
      // A new key shows the film's value again after undo, without fighting what is being typed.
      key={`${field.label} ${value}`}
      type="number"
      step={step}
      min={min}
      max={max}
      defaultValue={shown(value)}
      onBlur={(event) => {
        takeOver(event.target);
        onLeave?.();
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  );
}
