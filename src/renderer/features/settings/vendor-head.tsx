import { ChevronRight } from 'lucide-react';
import type { VendorView } from '../../../shared/generator.ts';
import { Button } from '../../ui/button.tsx';
import { ExternalLink } from '../../ui/external-link.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

type Props = {
  vendor: VendorView;
  /** What its keys do, or what one would bring. */
  text: string | null;
  /** Drawn as the head of a card. */
  open: boolean;
  hasKeys: boolean;
  adding: boolean;
  /** Whether its keys are folded away; null where they cannot be. */
  folded: boolean | null;
  /** The form for a key was closed: the keys go on here. */
  returned: boolean;
  onFold: (folded: boolean) => void;
  onAdd: () => void;
};

/** A vendor's own line: its name, and the way to a key of it. */
export function VendorHead(props: Props) {
  const { vendor, text, open, hasKeys, adding, folded, returned, onFold, onAdd } = props;
  const { name, needsKey, keyUrl, serverHint } = vendor;
  return (
    <div className="flex min-h-7.5 items-center gap-2.5">
      {folded !== null && (
        <IconButton
          label={folded ? `Keys of ${name}` : `Fold ${name}`}
          aria-expanded={!folded}
          onClick={() => onFold(!folded)}
          className="-ms-2"
        >
          <ChevronRight size={14} aria-hidden className={folded ? 'rtl:-scale-x-100' : 'rotate-90'} />
        </IconButton>
      )}
      <h5 className={open ? 'text-3 font-semibold' : 'font-medium'}>{name}</h5>
      <span className="min-w-0 truncate text-text-2">{text}</span>
      <span className="grow" />
      {!needsKey && <span className="shrink-0 text-text-3">needs none</span>}
      {keyUrl && (!hasKeys || adding) && (
        <ExternalLink
          url={keyUrl}
          aria-label={serverHint === null ? `Get a key of ${name}` : `Page about ${name}`}
          className="shrink-0"
        >
          {serverHint === null ? 'Get a key' : 'About it'}
        </ExternalLink>
      )}
      {needsKey && !adding && (
        <Button autoFocus={returned} onClick={onAdd}>
          {serverHint === null ? 'Add key' : 'Add server'}
        </Button>
      )}
    </div>
  );
}
