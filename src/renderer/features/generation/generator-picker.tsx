import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { Popover, RadioGroup } from 'radix-ui';
import { useState } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { showPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { Labelled } from '../../ui/field.tsx';
import { floatClass } from '../../ui/menu.tsx';
import { limitsText, offered, priceText } from './generator-facts.ts';

type Props = {
  label: string;
  takeRole: GeneratorView['role'];
  generators: readonly GeneratorView[];
  /** The scene's own choice; null when it follows the film. */
  chosen: string | null;
  /** Film-wide choice that `null` stands for; null where there is nothing to follow. */
  filmChoice: string | null;
  /** The scene's kind, to say who is good at it. */
  kind: string | null;
  onChoose: (id: string | null) => void;
};

/** Who makes the take: name, vendor, price, what it can do, and why not where it cannot. */
export function GeneratorPicker({ label, takeRole, generators, chosen, filmChoice, kind, onChoose }: Props) {
  const [open, setOpen] = useState(false);
  const id = chosen ?? filmChoice;
  const current = generators.find((each) => each.id === id && each.role === takeRole) ?? null;
  const follows = chosen === null && filmChoice !== null;
  return (
    <Labelled label={label} aside={follows ? 'as the film' : undefined}>
      {(ids) => (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger
            {...ids}
            className="flex w-full items-center gap-2 rounded-2 border border-line bg-bg px-2.5 py-1.5 text-start hover:border-line-strong"
          >
            {current ? (
              <Line generator={current} kind={kind} compact />
            ) : (
              <span className="grow text-bad">{id} is not known</span>
            )}
            <ChevronDown size={14} className="shrink-0 text-text-3" aria-hidden />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              align="end"
              side="top"
              sideOffset={4}
              collisionPadding={8}
              className={clsx(
                floatClass,
                'max-h-[min(26rem,var(--radix-popover-content-available-height))] w-[min(28rem,calc(100vw-2rem))]',
              )}
            >
              <Choices
                {...{ takeRole, generators, filmChoice, kind, label }}
                value={chosen ?? ''}
                onChoose={(choice) => {
                  onChoose(choice);
                  setOpen(false);
                }}
              />
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
    </Labelled>
  );
}

type ChoicesProps = Pick<Props, 'label' | 'takeRole' | 'generators' | 'filmChoice' | 'kind' | 'onChoose'> & {
  value: string;
};

function Choices({ label, takeRole, generators, filmChoice, kind, value, onChoose }: ChoicesProps) {
  const filmName = generators.find((each) => each.id === filmChoice)?.name ?? filmChoice;
  return (
    <RadioGroup.Root aria-label={label} value={value}>
      {filmChoice !== null && (
        <Choice value="" onChoose={() => onChoose(null)}>
          <span className="grow">
            As the film <span className="text-text-2">· {filmName}</span>
          </span>
        </Choice>
      )}
      {offered(generators, takeRole).map((generator) => (
        <div key={generator.id} className="relative flex items-center">
          <Choice value={generator.id} onChoose={() => onChoose(generator.id)}>
            <Line generator={generator} kind={kind} />
          </Choice>
          {!generator.usable && (
            <Button
              look="quiet"
              className="me-1 shrink-0"
              aria-label={`Add a key for ${generator.vendorName}`}
              onClick={() => showPanel('settings', generator.vendor)}
            >
              Add key
            </Button>
          )}
        </div>
      ))}
    </RadioGroup.Root>
  );
}

type ChoiceProps = { value: string; onChoose: () => void; children: React.ReactNode };

const Choice = ({ value, onChoose, children }: ChoiceProps) => (
  <RadioGroup.Item
    value={value}
    onClick={onChoose}
    className="flex w-full min-w-0 grow items-center gap-2 rounded-[6px] px-2 py-1.5 text-start hover:bg-hover aria-checked:bg-hover"
  >
    {children}
  </RadioGroup.Item>
);

type LineProps = {
  generator: GeneratorView;
  kind: string | null;
  /** One line only in low windows. */
  compact?: boolean;
};

const Line = ({ generator, kind, compact = false }: LineProps) => (
  <>
    <Dot tone={generator.usable ? 'ok' : 'calm'} />
    <span className="min-w-0 grow">
      <span className="block truncate">
        <span className="font-semibold">{generator.name}</span>
        {generator.vendorName !== generator.name && <span className="text-text-2"> · {generator.vendorName}</span>}
      </span>
      <span className={clsx('block truncate text-1 text-text-3', compact && 'short:hidden')}>
        {generator.usable ? limitsText(generator, kind) : generator.hindrance}
      </span>
    </span>
    <span className="tabular shrink-0">{priceText(generator)}</span>
  </>
);
