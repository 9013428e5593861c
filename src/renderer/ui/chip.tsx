import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';

export type Tone = 'ok' | 'run' | 'warn' | 'bad' | 'calm';
const dotColors: Record<Tone, string> = {
  ok: 'bg-ok',
  run: 'bg-run',
  warn: 'bg-warn',
  bad: 'bg-bad',
  calm: 'bg-line-strong',
};

export const Dot = ({ tone }: { tone: Tone }) => (
  <span aria-hidden className={clsx('size-1.5 shrink-0 rounded-full', dotColors[tone])} />
);

const chipClass =
  'inline-flex min-w-0 items-center gap-1.5 rounded-full border border-line bg-bg px-2 py-px text-1 text-text-2';

type Props = { tone?: Tone | undefined; children: ReactNode; className?: string };

export function Chip({ tone, children, className }: Props) {
  return (
    <span className={clsx(chipClass, className)}>
      {tone && <Dot tone={tone} />}
      <span className="truncate">{children}</span>
    </span>
  );
}

/** A chip that does something. */
export function ChipButton({ tone, children, className, ...rest }: Props & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(chipClass, 'py-0.5 hover:border-line-strong hover:text-text', className)}
    >
      {tone && <Dot tone={tone} />}
      <span className="truncate">{children}</span>
    </button>
  );
}
