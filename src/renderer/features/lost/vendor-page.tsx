import { ExternalLink } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { toastError } from '../../ui/toasts.tsx';

type Props = { url: string; vendor: string; nativeDialogs: boolean };

const linkClass =
  'inline-flex items-center gap-1.5 text-text-2 underline decoration-line-strong underline-offset-3 hover:text-text';

/** The vendor's own list of work or of bills. */
export function VendorPage({ url, vendor, nativeDialogs }: Props) {
  const content = (
    <>
      Look at {vendor} yourself <ExternalLink size={13} aria-hidden />
    </>
  );
  if (!nativeDialogs)
    return (
      <a href={url} target="_blank" rel="noreferrer" className={linkClass}>
        {content}
      </a>
    );
  const open = () => client.desktop.openExternal({ url }).catch((thrown: unknown) => toastError(errorOf(thrown)));
  return (
    <button type="button" onClick={open} className={linkClass}>
      {content}
    </button>
  );
}
