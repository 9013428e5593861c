import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { inputClass, Labelled } from './field.tsx';

type Props = Omit<ComponentProps<'textarea'>, 'id'> & {
  label: string;
  aside?: React.ReactNode;
  problem?: string | null;
};

/** Grows with its text (CSS field-sizing), so nothing has to be measured. */
export function TextArea({ label, aside, problem = null, className, ...rest }: Props) {
  return (
    <Labelled label={label} aside={aside} problem={problem}>
      {(ids) => (
        <textarea
          dir="auto"
          spellCheck={false}
          {...rest}
          {...ids}
          className={clsx(inputClass, 'field-sizing-content max-h-60 min-h-14 resize-none', className)}
        />
      )}
    </Labelled>
  );
}
