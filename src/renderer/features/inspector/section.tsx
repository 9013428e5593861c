import type { ReactNode } from 'react';

type Props = { label: string; className?: string; children: ReactNode };

export const Section = ({ label, className = '', children }: Props) => (
  <section aria-label={label} className={`flex flex-col gap-2 border-line p-4 ${className || 'border-b'}`}>
    {children}
  </section>
);
