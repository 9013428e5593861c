import { Plus } from 'lucide-react';
import { formatMicros } from '../../../shared/money.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Sortable } from '../../ui/sortable.tsx';
import { ChainLink } from './chain-link.tsx';
import { type ChainLine, moved } from './chain-text.ts';
import { takePriceText } from './picker-groups.ts';
import type { RankedView } from './plan-scene.ts';

type Props = {
  first: RankedView | null;
  lines: readonly ChainLine[];
  addable: readonly RankedView[];
  editable: boolean;
  onChange: (generators: readonly string[]) => void;
};

const longest = 8;

/** The chain with its prices. A fixed one is reordered by drag, by the grip's keys, or by Alt and the arrows. */
export function ChainList({ first, lines, addable, editable, onChange }: Props) {
  const ids = lines.map(({ id }) => id);
  const move = (from: number, to: number) => onChange(moved(ids, from, to));
  return (
    <div className="flex flex-col gap-1.5">
      <Sortable ids={ids} onMove={move}>
        <ol aria-label="Chain" className="flex flex-col rounded-2 border border-line bg-bg">
          {first && <First ranked={first} />}
          {lines.map((line, index) => (
            <ChainLink
              key={line.id}
              line={line}
              place={index + 2}
              editable={editable}
              onMove={(by) => move(index, index + by)}
              onRemove={() => onChange(ids.filter((id) => id !== line.id))}
            />
          ))}
          {lines.length === 0 && <li className="px-2.5 py-1.5 text-text-3">Nobody follows.</li>}
        </ol>
      </Sortable>
      {editable && ids.length < longest && addable.length > 0 && (
        <Menu
          label="Add to the chain"
          list={addable.map((ranked) => ({
            label: `${ranked.generator.name} · ${ranked.generator.vendorName} · ${ranked.hindrance ?? takePriceText(ranked)}`,
            onSelect: () => onChange([...ids, ranked.generator.id]),
          }))}
        >
          <Button look="quiet" className="self-start" icon={<Plus size={14} aria-hidden />}>
            Add a generator
          </Button>
        </Menu>
      )}
    </div>
  );
}

const First = ({ ranked }: { ranked: RankedView }) => (
  <li className="flex items-center gap-2 px-2.5 py-1.5">
    <span className="tabular w-3 text-text-3">1</span>
    <span className="min-w-0 grow truncate font-medium">
      {ranked.generator.name} <span className="font-normal text-text-2">· {ranked.generator.vendorName}</span>
    </span>
    <span className="tabular shrink-0">{formatMicros(ranked.priceMicros)}</span>
  </li>
);
