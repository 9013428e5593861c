import type { ReactNode } from 'react';
import { Tooltip } from '../../ui/tooltip.tsx';

type Props = {
  chosen: boolean;
  disabled?: boolean;
  /** Read aloud; begins with the name that is seen. */
  label: string;
  /** Said on hover and focus. */
  tip?: ReactNode;
  onChoose: () => void;
  children: ReactNode;
};

/** One of the choices of a long list. Arrow keys of the list move between them without choosing. */
export function ChoiceRow({ chosen, disabled = false, label, tip, onChoose, children }: Props) {
  const row = (
    // biome-ignore lint/a11y/useSemanticElements: a native radio button would be chosen by the arrow keys
    <button
      type="button"
      role="radio"
      data-choice
      tabIndex={chosen ? 0 : -1}
      aria-checked={chosen}
      aria-disabled={disabled}
      aria-label={label}
      onClick={() => !disabled && onChoose()}
      className="flex w-full min-w-0 grow items-center gap-2 rounded-[6px] px-2 py-1.5 text-start hover:bg-hover focus-visible:-outline-offset-2 aria-checked:bg-hover aria-disabled:opacity-60"
    >
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
