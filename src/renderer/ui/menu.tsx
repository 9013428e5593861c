import { Check } from 'lucide-react';
import { ContextMenu, DropdownMenu } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { Kbd } from './kbd.tsx';

export const floatClass =
  'z-50 min-w-44 overflow-auto rounded-2 border border-line-strong bg-raised p-1 text-2 shadow-float';
export const itemClass =
  'flex min-h-7 items-center gap-2 rounded-[6px] px-2 py-1 outline-none select-none data-highlighted:bg-hover data-disabled:text-text-3';

/** One line of a menu; `'-'` draws a line between groups. */
export type MenuItem =
  | {
      readonly label: string;
      readonly onSelect: () => void;
      readonly icon?: ReactNode;
      readonly keys?: string | undefined;
      readonly disabled?: boolean;
      readonly danger?: boolean;
      /** Something that is on or off, or one of several that is chosen. */
      readonly checked?: boolean;
      /** What it opens takes the focus, which then does not go back to the menu's button. */
      readonly movesFocus?: boolean;
    }
  | '-';

type Parts = Pick<typeof DropdownMenu | typeof ContextMenu, 'Item' | 'CheckboxItem' | 'Separator'>;

type ItemsProps = { list: MenuProps['list']; Parts: Parts; onMove?: () => void };

/** Drawn, and the list asked for, only while the menu is open. */
function Items({ list, Parts, onMove }: ItemsProps): ReactNode {
  const shown = typeof list === 'function' ? list() : list;
  return shown.map((item, index) => {
    if (item === '-') {
      // biome-ignore lint/suspicious/noArrayIndexKey: a separator has nothing but its place
      return <Parts.Separator key={`line-${index}`} className="m-1 h-px bg-line" />;
    }
    const common = {
      disabled: item.disabled ?? false,
      className: `${itemClass} ${item.danger ? 'text-bad' : ''}`,
      onSelect: () => {
        if (item.movesFocus) onMove?.();
        item.onSelect();
      },
    };
    if (item.checked === undefined) {
      return (
        <Parts.Item key={item.label} {...common}>
          <Line {...item} icon={item.icon} />
        </Parts.Item>
      );
    }
    return (
      <Parts.CheckboxItem key={item.label} checked={item.checked} {...common}>
        <Line {...item} icon={<Check size={14} aria-hidden className={item.checked ? '' : 'invisible'} />} />
      </Parts.CheckboxItem>
    );
  });
}

const Line = ({ icon, label, keys }: { icon: ReactNode; label: string; keys?: string | undefined }) => (
  <>
    {icon && <span className="text-text-3">{icon}</span>}
    <span className="grow">{label}</span>
    {keys && <Kbd keys={keys} />}
  </>
);

type MenuProps = { list: readonly MenuItem[] | (() => readonly MenuItem[]); children: ReactNode; label: string };

/** Opens from a button, its child. */
export function Menu({ list, children, label }: MenuProps) {
  const moved = useRef(false);
  const keepMoved = (event: Event) => {
    if (moved.current) event.preventDefault();
    moved.current = false;
  };
  const onMove = () => {
    moved.current = true;
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label={label}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={keepMoved}
          className={`${floatClass} max-h-(--radix-dropdown-menu-content-available-height)`}
        >
          <Items list={list} Parts={DropdownMenu} onMove={onMove} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** The same list on the secondary mouse button, the menu key and a long press. */
export function ContextualMenu({ list, children, label }: MenuProps) {
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content aria-label={label} collisionPadding={8} className={floatClass}>
          <Items list={list} Parts={ContextMenu} />
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
