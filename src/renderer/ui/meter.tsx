import clsx from 'clsx';

type Props = {
  label: string;
  /** 0 to 1: what is taken, and what is only promised, drawn paler. Together never more than 1. */
  taken: number;
  promised?: number;
  /** What it says in words; the bar alone is never the only way to know. */
  text: string;
  className?: string | undefined;
};

/** How full something is that has a limit. */
export function Meter({ label, taken, promised = 0, text, className }: Props) {
  const full = taken + promised >= 1;
  const fill = full ? 'bg-warn' : 'bg-text-2';
  return (
    // biome-ignore lint/a11y/useSemanticElements: the browser's own meter has one part and colours of its own
    <span
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((taken + promised) * 100)}
      aria-valuetext={text}
      className={clsx('flex h-1 overflow-hidden rounded-full bg-line-strong', className)}
    >
      <span className={fill} style={{ width: `${taken * 100}%` }} />
      <span className={clsx('opacity-50', fill)} style={{ width: `${promised * 100}%` }} />
    </span>
  );
}
