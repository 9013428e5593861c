import { X } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { floatClass } from '../../ui/menu.tsx';
import { focusTile } from './tile-focus.ts';

type Props = { tileId: string; title: string; onClose: () => void; children: ReactNode };

const focusLayer = (event: Event) => {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
};

/** Opens beside the tile that it stands in. */
export const TilePopover = ({ tileId, title, onClose, children }: Props) => (
  <Popover.Root open onOpenChange={(open) => !open && onClose()}>
    <Popover.Anchor className="pointer-events-none absolute inset-0" />
    <Popover.Portal>
      <Popover.Content
        aria-label={title}
        side="right"
        align="start"
        sideOffset={8}
        collisionPadding={8}
        // A field in it may have it already; a button would show its tooltip at once.
        onOpenAutoFocus={focusLayer}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          // The keys go on where they were, unless a press has taken them elsewhere.
          if (document.activeElement === document.body) focusTile(tileId);
        }}
        className={`${floatClass} flex outline-none max-h-(--radix-popover-content-available-height) w-[min(23rem,calc(100vw-1rem))] max-w-[max(16rem,var(--radix-popover-content-available-width))] flex-col gap-3 p-3!`}
      >
        <div className="flex items-start gap-2">
          <h3 className="min-w-0 grow text-3 font-semibold break-words">{title}</h3>
          <Popover.Close asChild>
            <IconButton label="Close" keys="Escape" className="-m-1">
              <X size={14} aria-hidden />
            </IconButton>
          </Popover.Close>
        </div>
        {children}
      </Popover.Content>
    </Popover.Portal>
  </Popover.Root>
);
