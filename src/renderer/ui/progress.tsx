import clsx from 'clsx';

type Props = {
  /** 0 to 1; null while nobody knows. */
  fraction: number | null;
  label: string;
  className?: string;
};

/** A thin bar at the bottom edge of its box. While nobody knows how far it is, a short piece passes by. */
export function Progress({ fraction, label, className }: Props) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={fraction === null ? undefined : Math.round(fraction * 100)}
      className={clsx('h-[3px] overflow-hidden bg-black/40', className)}
    >
      <div
        className={clsx('h-full bg-run transition-[width] duration-150', fraction === null && 'animate-sweep')}
        style={{ width: `${(fraction ?? 0.25) * 100}%` }}
      />
    </div>
  );
}
