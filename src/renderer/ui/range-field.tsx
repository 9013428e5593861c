import { Labelled } from './field.tsx';

type Props = {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  /** The value for people. */
  text: string;
  /** What a double click goes back to. */
  usual: number;
  disabled?: boolean;
  onChange: (value: number) => void;
  onLeave?: () => void;
};

/** A value found by ear or eye: pulled, or moved by arrow keys. */
export function RangeField({ label, value, min, max, step, text, usual, disabled = false, onChange, onLeave }: Props) {
  return (
    <Labelled label={label} aside={<span className="tabular">{text}</span>} className="grow">
      {(ids) => (
        <input
          {...ids}
          type="range"
          min={min}
          max={max}
          step={step}
          value={Math.min(max, Math.max(min, value))}
          aria-valuetext={text}
          disabled={disabled}
          onChange={(event) => onChange(event.target.valueAsNumber)}
          onDoubleClick={() => onChange(usual)}
          onBlur={onLeave}
          className="h-5 w-full disabled:opacity-50"
        />
      )}
    </Labelled>
  );
}
