import type { FormEvent, KeyboardEvent, ReactNode } from 'react';

type Props = { children: ReactNode; className?: string; onSubmit: () => void; onClose: () => void };

/** A list that a field has opened lies elsewhere in the page, and closes by itself. */
const isInside = ({ currentTarget, target }: KeyboardEvent): boolean =>
  target instanceof Node && currentTarget.contains(target);

/** A form that opened inside a panel. Escape closes it alone; Enter in a field submits it. */
export const InlineForm = ({ children, className, onSubmit, onClose }: Props) => (
  <form
    data-own-escape
    className={className}
    onSubmit={(event: FormEvent) => {
      event.preventDefault();
      onSubmit();
    }}
    onKeyDown={(event) => event.key === 'Escape' && isInside(event) && onClose()}
  >
    {children}
  </form>
);
