import clsx from 'clsx';
import type { ReactNode } from 'react';
import { client } from '../lib/client.ts';
import { errorOf } from '../lib/errors.ts';
import { useHello } from '../lib/use-hello.ts';
import { toastError } from './toasts.tsx';

type Props = { url: string; children: ReactNode; className?: string; 'aria-label'?: string };

/** A page of a vendor: the desktop opens it in the user's own browser, a browser in a tab of its own. */
export function ExternalLink({ url, children, className, 'aria-label': label }: Props) {
  const { nativeDialogs } = useHello();
  const shared = {
    'aria-label': label,
    className: clsx('text-text-2 underline decoration-line-strong underline-offset-3 hover:text-text', className),
  };
  if (!nativeDialogs)
    return (
      <a {...shared} href={url} target="_blank" rel="noreferrer">
        {children}
      </a>
    );
  const open = () => client.desktop.openExternal({ url }).catch((thrown: unknown) => toastError(errorOf(thrown)));
  return (
    <button {...shared} type="button" onClick={open}>
      {children}
    </button>
  );
}
