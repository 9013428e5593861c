import clsx from 'clsx';
import type { ComponentProps } from 'react';

type Props = ComponentProps<'button'> & { pressed: boolean };

/** A filter that is on or off. */
export const FilterChip = ({ pressed, className, ...rest }: Props) => (
  <button
    type="button"
    aria-pressed={pressed}
    {...rest}
    className={clsx(
      'inline-flex min-h-6.5 min-w-0 items-center gap-1.5 rounded-full border px-2 py-0.5 text-2 whitespace-nowrap',
      pressed
        ? 'border-text-2 bg-raised text-text'
        : 'border-line bg-bg text-text-2 hover:border-line-strong hover:text-text',
      className,
    )}
  />
);
