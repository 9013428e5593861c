import type { ReactNode } from 'react';

type Props = { label: string; className?: string; children: ReactNode };

export const Section = ({ label, className = '', children }: Props) => (
  <section
    aria-label={label}
    className={`flex flex-col gap-2 border-line p-4 short:gap-1.5 short:p-3 ${className || 'border-b'}`}
  >
    {children}
  </section>
);
