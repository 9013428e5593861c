import type { ReactNode } from 'react';

/** A titled part of the details. */
export const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="flex flex-col gap-2 border-t border-line pt-3">
    <h4 className="text-1 font-medium text-text-3">{title}</h4>
    {children}
  </section>
);
