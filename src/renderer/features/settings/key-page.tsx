import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { toastError } from '../../ui/toasts.tsx';

type Props = { url: string; vendor: string; nativeDialogs: boolean };

const linkClass = 'shrink-0 text-text-2 underline decoration-line-strong underline-offset-3 hover:text-text';

/** The page of the vendor where keys are made. */
export function KeyPage({ url, vendor, nativeDialogs }: Props) {
  const named = { 'aria-label': `Get a key of ${vendor}`, className: linkClass };
  if (!nativeDialogs)
    return (
      <a {...named} href={url} target="_blank" rel="noreferrer">
        Get a key
      </a>
    );
  const open = () => client.desktop.openExternal({ url }).catch((thrown: unknown) => toastError(errorOf(thrown)));
  return (
    <button {...named} type="button" onClick={open}>
      Get a key
    </button>
  );
}
