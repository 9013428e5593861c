import clsx from 'clsx';

const shape =
  'grid h-6 min-w-6 place-content-center rounded-full px-1 font-mono text-[12px] leading-none font-semibold';

/** The number of a place, or its letter, where nothing is to be pressed. */
export const PlaceBadge = ({ children, dim }: { children: React.ReactNode; dim?: boolean }) => (
  <span aria-hidden className={clsx(shape, 'bg-black/80 text-white', dim && 'opacity-50')}>
    {children}
  </span>
);

type Props = { name: string; circled: boolean; tabIndex: 0 | -1; onCircle: () => void; children: React.ReactNode };

/** The number of a take, circled by a press. It stands on a picture, so it looks the same in both themes. */
export const CircleBadge = ({ name, circled, tabIndex, onCircle, children }: Props) => (
  <button
    type="button"
    tabIndex={tabIndex}
    aria-pressed={circled}
    aria-label={circled ? `Take ${name} is circled` : `Circle take ${name}`}
    onClick={onCircle}
    className={clsx(
      shape,
      circled
        ? 'border-2 border-pencil-fill bg-black/75 text-pencil-fill [transform:rotate(-8deg)_scaleX(1.15)]'
        : 'bg-black/80 text-white hover:bg-black',
    )}
  >
    {children}
  </button>
);
