import clsx from 'clsx';
import type { ReactNode } from 'react';

/** Words in the middle of a picture's place; `over` a picture they darken it. Clear of the number and the tools. */
export const Veil = ({ over, children }: { over: boolean; children: ReactNode }) => (
  <div
    className={clsx(
      'absolute inset-0 z-[1] flex flex-col items-center justify-center gap-1 overflow-auto px-10 py-2 text-center text-[12px] leading-4 wrap-anywhere',
      over ? 'bg-[#0d0e10c4] text-white' : 'text-text-2',
    )}
  >
    {children}
  </div>
);
