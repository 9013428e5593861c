import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { CheckBox } from '../../ui/check-box.tsx';
import { floatClass } from '../../ui/menu.tsx';
import type { Facet } from './facets.ts';
import { FilterChip } from './filter-chip.tsx';

type Props = {
  facet: Facet;
  chosen: readonly string[];
  counts: Readonly<Record<string, number>>;
  onToggle: (option: string) => void;
};

/** One question of the filter: what is chosen stands on its chip, all answers with their counts open below it. */
export function FacetMenu({ facet, chosen, counts, onToggle }: Props) {
  const names = facet.options.filter(({ id }) => chosen.includes(id)).map(({ label }) => label);
  const text = names.length === 0 ? facet.label : `${facet.label}: ${names.join(', ')}`;
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <FilterChip pressed={names.length > 0} className="max-w-64">
          <span className="truncate">{text}</span>
          <ChevronDown size={12} className="shrink-0 text-text-3" aria-hidden />
        </FilterChip>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={facet.label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className={clsx(floatClass, 'flex max-h-(--radix-popover-content-available-height) flex-col gap-2 p-3!')}
        >
          {facet.options.map(({ id, label }) => (
            <div key={id} className="flex items-baseline justify-between gap-6">
              <CheckBox label={label} checked={chosen.includes(id)} onChange={() => onToggle(id)} />
              <span className="tabular text-text-3">{counts[id] ?? 0}</span>
            </div>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
