import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Join } from '../../../shared/film.ts';
import { floatClass, itemClass } from '../../ui/menu.tsx';
import { joinKinds, joinLengths, joinNames } from './transition-names.ts';

type Props = {
  join: Join;
  /** Seconds that both scenes have room for. */
  most: number;
  /** Where it opens, in pixels of the timeline. */
  x: number;
  onKind: (kind: Join['kind']) => void;
  onSeconds: (seconds: number) => void;
  onClose: () => void;
};

/** How one scene becomes the next, and over how long. */
export function JoinMenu({ join, most, x, onKind, onSeconds, onClose }: Props) {
  const [before] = useState(() => document.activeElement);
  const giveBackFocus = (event: Event) => {
    event.preventDefault();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  };
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span className="pointer-events-none absolute inset-y-0 w-px" style={{ left: x }} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-label="Transition to the next scene"
          side="top"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={giveBackFocus}
          className={floatClass}
        >
          <DropdownMenu.RadioGroup value={join.kind} onValueChange={(kind) => onKind(kind as Join['kind'])}>
            {joinKinds.map((kind) => (
              <Radio key={kind} value={kind} first={kind === join.kind}>
                {joinNames[kind]}
              </Radio>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="m-1 h-px bg-line" />
          <DropdownMenu.RadioGroup
            value={join.kind === 'cut' ? '' : String(join.seconds)}
            onValueChange={(seconds) => onSeconds(Number(seconds))}
          >
            {joinLengths.map((seconds) => (
              <Radio key={seconds} value={String(seconds)} disabled={join.kind === 'cut' || seconds > most}>
                {seconds} s
              </Radio>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

type RadioProps = {
  value: string;
  disabled?: boolean;
  /** The keys begin here. */
  first?: boolean;
  children: ReactNode;
};

function Radio({ value, disabled = false, first = false, children }: RadioProps) {
  const item = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // After the menu has taken the focus for itself.
    const request = requestAnimationFrame(() => first && item.current?.focus());
    return () => cancelAnimationFrame(request);
  }, [first]);
  return (
    <DropdownMenu.RadioItem ref={item} value={value} disabled={disabled} className={itemClass}>
      <span className="grow">{children}</span>
      <DropdownMenu.ItemIndicator>
        <Check size={14} aria-hidden />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}
