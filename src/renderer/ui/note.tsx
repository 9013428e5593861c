import type { ReactNode } from 'react';

/** A quiet remark below a control: why it has no effect, or what to know about it. */
export const Note = ({ children }: { children: ReactNode }) => <p className="text-1 text-text-3">{children}</p>;
