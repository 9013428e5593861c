import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { Tooltip } from './tooltip.tsx';

type Props = ComponentProps<'button'> & {
  /** What it does: read aloud and shown as tooltip. */
  label: string;
  keys?: string | undefined;
};

/** A 28 px square button with an icon as child. */
export function IconButton({ label, keys, className, ...rest }: Props) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={clsx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-2 text-text-2 transition-colors enabled:hover:bg-hover enabled:hover:text-text data-[state=open]:bg-hover disabled:opacity-50',
          className,
        )}
      />
    </Tooltip>
  );
}
