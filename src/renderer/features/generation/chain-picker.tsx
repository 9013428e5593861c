import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { Fallback } from '../../../shared/chain.ts';
import { Labelled } from '../../ui/field.tsx';
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
  priceOf?: ((micros: number) => string) | undefined;
  /** Null follows the film. */
  onChange: (label: string, fallback: Fallback | null) => void;
};

/** What happens when the generator cannot make the take, in one line that opens. */
export function ChainPicker(props: Props) {
  const { plan, fallback, follows, filmFallback } = props;
  return (
    <Labelled label="If it cannot be made" aside={follows && filmFallback ? 'as the film' : undefined}>
      {(ids) => (
        <Popover.Root>
          <Popover.Trigger
            {...ids}
            className="flex w-full items-center gap-2 rounded-2 border border-line bg-bg px-2.5 py-1.5 text-start hover:border-line-strong"
          >
            <span className="min-w-0 grow truncate">{fallbackText(plan, fallback)}</span>
            <ChevronDown size={14} className="shrink-0 text-text-3" aria-hidden />
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
                'max-h-[min(36rem,var(--radix-popover-content-available-height))] w-[min(27rem,calc(100vw-1rem))] p-3!',
              )}
            >
              <ChainEditor {...props} />
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </Labelled>
  );
}
