import { type ReactNode, useId } from 'react';

type Props = { number: number; title: string; children: ReactNode };

/** One of the steps that follow each other. */
export function Step({ number, title, children }: Props) {
  const id = useId();
  return (
    <li aria-labelledby={id} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2.5">
      <span aria-hidden className="tabular mt-px text-center text-text-3">
        {number}
      </span>
      <div className="flex flex-col gap-2.5">
        <h3 id={id} className="text-3 font-semibold">
          {title}
        </h3>
        {children}
      </div>
    </li>
  );
}
