import clsx from 'clsx';
import { ChevronDown, CornerDownRight } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { Fallback } from '../../../shared/chain.ts';
import { floatClass } from '../../ui/menu.tsx';
import { ChainEditor } from './chain-editor.tsx';
import { fallbackText } from './chain-text.ts';
import type { ScenePlan } from './plan-scene.ts';

type Props = {
  plan: ScenePlan;
  /** In force. */
  fallback: Fallback;
  /** What `as the film` stands for; null where there is nothing to follow. */
  filmFallback: Fallback | null;
  follows: boolean;
  /** Null follows the film. */
  onChange: (label: string, fallback: Fallback | null) => void;
};

/** What happens when the generator cannot make the take, in one line that opens. */
export function ChainPicker(props: Props) {
  const { plan, fallback, follows, filmFallback } = props;
  const text = fallbackText(plan, fallback);
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`If it cannot be made: ${text}`}
        title={follows && filmFallback ? `${text}, as the film` : text}
        className="-mx-1.5 flex items-center gap-1.5 rounded-[6px] px-1.5 py-0.5 text-start text-1 text-text-3 hover:bg-hover hover:text-text"
      >
        <CornerDownRight size={12} className="shrink-0" aria-hidden />
        <span className="min-w-0 grow truncate">
          If it cannot be made: <span className="text-text-2">{text}</span>
        </span>
        <ChevronDown size={14} className="shrink-0" aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          side="top"
          sideOffset={4}
          collisionPadding={8}
          aria-label="If it cannot be made"
          className={clsx(
            floatClass,
            'max-h-[min(36rem,var(--radix-popover-content-available-height))] w-[min(29rem,calc(100vw-1rem))] p-3!',
          )}
        >
          <ChainEditor {...props} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
