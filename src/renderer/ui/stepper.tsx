import clsx from 'clsx';
import { Minus, Plus } from 'lucide-react';

type Props = {
  /** What is counted, for who cannot see the line it stands in. */
  label: string;
  value: number;
  min: number;
  max: number;
  /** Differs from what is usual. */
  marked?: boolean;
  onChange: (value: number) => void;
};

const buttonClass =
  'inline-flex size-6 items-center justify-center text-text-2 enabled:hover:bg-hover enabled:hover:text-text disabled:opacity-40';

/** A small whole number, one more or one less. */
export function Stepper({ label, value, min, max, marked = false, onChange }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend
    <div
      role="group"
      aria-label={label}
      className="inline-flex shrink-0 items-center overflow-hidden rounded-2 border border-line-strong bg-bg"
    >
      <button
        type="button"
        aria-label={`${label}: less`}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
        className={buttonClass}
      >
        <Minus size={12} aria-hidden />
      </button>
      <output className={clsx('tabular w-5 text-center', marked ? 'font-semibold text-text' : 'text-text-2')}>
        {value}
      </output>
      <button
        type="button"
        aria-label={`${label}: more`}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
        className={buttonClass}
      >
        <Plus size={12} aria-hidden />
      </button>
    </div>
  );
}
