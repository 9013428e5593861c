import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

const looks = {
  /** The one primary action of a screen: yellow belongs to it and to circled takes only. */
  primary: 'border-pencil-fill bg-pencil-fill text-pencil-ink font-semibold enabled:hover:brightness-105',
  normal: 'border-line-strong bg-raised font-medium enabled:hover:bg-hover',
  quiet: 'border-transparent bg-transparent font-medium text-text-2 enabled:hover:bg-hover enabled:hover:text-text',
  danger: 'border-line-strong bg-raised font-medium text-bad enabled:hover:bg-hover',
} as const;

export type ButtonProps = ComponentProps<'button'> & {
  look?: keyof typeof looks;
  /** Shows that the work has started; the button cannot be pressed again meanwhile. */
  busy?: boolean;
  icon?: ReactNode;
};

export function Button({ look = 'normal', busy = false, icon, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={clsx(
        'inline-flex min-h-7.5 items-center justify-center gap-2 rounded-2 border px-3 py-1 text-2 whitespace-nowrap transition-colors disabled:opacity-50',
        looks[look],
        className,
      )}
    >
      {busy ? <LoaderCircle size={14} className="animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}
