import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useId } from 'react';

export const inputClass =
  'w-full rounded-2 border border-line bg-bg px-2.5 py-1.5 text-2 leading-[19px] text-text placeholder:text-text-3 hover:border-line-strong focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-bad';

type LabelledProps = {
  label: string;
  /** Shown at the end of the label's line: a count, a remark. */
  aside?: ReactNode;
  /** What is wrong with the value, and what would be right. */
  problem?: string | null;
  className?: string | undefined;
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
};

/** A label over any control, with room for a remark and a problem. */
export function Labelled({ label, aside, problem, className, children }: LabelledProps) {
  const id = useId();
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-1 font-medium tracking-[0.02em] text-text-3">
          {label}
        </label>
        {aside && <span className="truncate text-1 text-text-3">{aside}</span>}
      </div>
      {children(problem ? { id, 'aria-describedby': `${id}-problem`, 'aria-invalid': true } : { id })}
      {problem && (
        <p id={`${id}-problem`} className="text-1 text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

type FieldProps = Omit<ComponentProps<'input'>, 'id'> & Omit<LabelledProps, 'children'>;

export function Field({ label, aside, problem = null, className, ...input }: FieldProps) {
  return (
    <Labelled label={label} aside={aside} problem={problem} className={className}>
      {(ids) => <input dir="auto" {...input} {...ids} className={inputClass} />}
    </Labelled>
  );
}
