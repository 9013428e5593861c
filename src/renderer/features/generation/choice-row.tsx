import clsx from 'clsx';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tooltip } from '../../ui/tooltip.tsx';

type Props = {
  chosen: boolean;
  /** Several of the list may be chosen, and a press takes the choice back. */
  many?: boolean;
  /** Where Tab comes into the list. */
  entry?: boolean;
  disabled?: boolean;
  /** Read aloud; begins with the name that is seen. */
  label: string;
  /** Said on hover and focus. */
  tip?: ReactNode;
  onChoose: () => void;
  children: ReactNode;
};

/** One of the choices of a long list. Arrow keys of the list move between them without choosing. */
export function ChoiceRow(props: Props) {
  const { chosen, many = false, entry = chosen, disabled = false, label, tip, onChoose, children } = props;
  const row = (
    <button
      type="button"
      {...{ role: many ? 'checkbox' : 'radio', 'aria-checked': chosen }}
      data-choice
      tabIndex={entry ? 0 : -1}
      aria-disabled={disabled}
      aria-label={label}
      onClick={() => !disabled && onChoose()}
      className={clsx(
        'flex w-full min-w-0 grow items-center gap-2 rounded-[6px] px-2 py-1.5 text-start hover:bg-hover focus-visible:-outline-offset-2 aria-checked:bg-hover',
        // Of what cannot be ticked, why it cannot is what is to be read.
        many ? 'group aria-disabled:text-text-2' : 'aria-disabled:opacity-60',
      )}
    >
      {many && <Box chosen={chosen} />}
      {children}
    </button>
  );
  return tip ? (
    <Tooltip text={tip} side="left">
      {row}
    </Tooltip>
  ) : (
    row
  );
}

const Box = ({ chosen }: { chosen: boolean }) => (
  <span
    aria-hidden
    className={clsx(
      'grid size-3.5 shrink-0 place-content-center rounded-[4px] border group-aria-disabled:opacity-40',
      chosen ? 'border-text-2 bg-text-2 text-bg' : 'border-line-strong',
    )}
  >
    {chosen && <Check size={12} strokeWidth={3} />}
  </span>
);
