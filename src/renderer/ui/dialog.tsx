import clsx from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, type Ref, useState } from 'react';
import { IconButton } from './icon-button.tsx';

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  about?: ReactNode;
  children?: ReactNode;
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode;
  className?: string;
};

const header = (title: string, about: ReactNode, className?: string | false) => (
  <div className={clsx('flex items-start gap-3 p-4', className)}>
    <div className="min-w-0 grow">
      <Radix.Title className="text-4 font-semibold">{title}</Radix.Title>
      {about ? (
        <Radix.Description asChild>
          <div className="mt-1 text-text-2">{about}</div>
        </Radix.Description>
      ) : (
        <Radix.Description className="sr-only">{title}</Radix.Description>
      )}
    </div>
    <Radix.Close asChild>
      <IconButton label="Close" keys="Escape">
        <X size={16} aria-hidden />
      </IconButton>
    </Radix.Close>
  </div>
);

/** Unless a field asked for the focus, the layer itself gets it: a button would show its tooltip at once. */
const focusLayer = (event: Event) => {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
};

/** Where Escape takes back what is being written, it does not close the layer too. */
const keepOwnEscape = (event: KeyboardEvent) => {
  if (event.target instanceof Element && event.target.closest('[data-own-escape]')) event.preventDefault();
};

/** When the layer closes, the keys go on where they were before it, unless they are somewhere else already. */
function useGiveBackFocus(): (event: Event) => void {
  const [before] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (before instanceof HTMLElement && document.activeElement === document.body) before.focus();
  };
}

const actionRow = (actions: ReactNode) =>
  actions && <div className="flex flex-wrap justify-end gap-2 border-t border-line p-4">{actions}</div>;

/** In the middle of the window, for a choice that has to be made first. Prefer a Panel. */
export function Dialog({ open, onClose, title, about, children, actions, className }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/50" />
        <Radix.Content
          onOpenAutoFocus={focusLayer}
          className={clsx(
            'fixed inset-x-4 top-[12vh] z-40 mx-auto flex max-h-[76vh] flex-col rounded-3 border border-line-strong bg-panel shadow-float outline-none',
            className ?? 'max-w-lg',
          )}
        >
          {header(title, about)}
          {children && <div className="min-h-0 overflow-auto px-4 pb-4">{children}</div>}
          {actionRow(actions)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const panelWidths = {
  normal: 'w-[min(28rem,100vw)]',
  wide: 'w-[min(37rem,100vw)]',
  widest: 'w-[min(46rem,100vw)]',
} as const;

type PanelProps = Props & {
  width?: keyof typeof panelWidths;
  /** Stands still under the title while the rest scrolls: what is shown below. */
  bar?: ReactNode;
  /** What scrolls, for lists that draw only what is in sight. */
  scrollRef?: Ref<HTMLDivElement>;
};

/** Slides over the end side of the window; the film stays visible and usable beside it. */
export function Panel({
  open,
  onClose,
  title,
  about,
  children,
  actions,
  className,
  width = 'normal',
  bar,
  scrollRef,
}: PanelProps) {
  const giveBackFocus = useGiveBackFocus();
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()} modal={false}>
      <Radix.Portal>
        <Radix.Content
          onOpenAutoFocus={focusLayer}
          onCloseAutoFocus={giveBackFocus}
          onInteractOutside={(event) => event.preventDefault()}
          onEscapeKeyDown={keepOwnEscape}
          className={clsx(
            'fixed inset-y-0 end-0 z-30 flex flex-col border-s border-line-strong bg-panel shadow-float outline-none',
            panelWidths[width],
            className,
          )}
        >
          {header(title, about, !bar && 'border-b border-line')}
          {bar && <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 pb-3">{bar}</div>}
          <div ref={scrollRef} className="min-h-0 grow overflow-auto p-4">
            {children}
          </div>
          {actionRow(actions)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
