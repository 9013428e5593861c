import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useNames } from '../../lib/use-names.ts';
import { useStable } from '../../lib/use-stable.ts';
import { FirstKey } from './first-key.tsx';
import { GeneratorRow, type RowDeeds } from './generator-row.tsx';
import { pickerGroups } from './picker-groups.ts';
import type { RankedView } from './plan-scene.ts';

type Props = {
  label: string;
  ranked: readonly RankedView[];
  search: string;
  isChosen: (id: string) => boolean;
  /** Several may be chosen. */
  many?: boolean;
  /** Why one cannot be chosen; null when it can. Those that can never make it cannot, unless somebody knows better. */
  closedBy?: (ranked: RankedView) => string | null;
  noteOf?: ((ranked: RankedView) => string | undefined) | undefined;
  priceOf?: ((ranked: RankedView) => string) | undefined;
  onChoose: (id: string) => void;
  onAddKey: (vendor: string) => void;
  /** Choices before the generators. */
  children?: ReactNode;
};

const groupNames = {
  stuck: 'Cannot work right now',
  unwanted: 'Left out by your wishes',
  keyless: 'Need a key',
  byHand: 'Made by hand',
  unable: 'Cannot make this',
  retired: 'Retired',
} as const;

/** What is made by hand can be chosen all the same: whoever takes the choice shows the way. */
const byAbility = ({ hinderedBy, hindrance, generator }: RankedView): string | null =>
  hinderedBy === 'ability' && generator.status.kind !== 'hand-off' ? hindrance : null;

/** The ranking to choose from: those that can, in their order; the others in groups that open. */
export function GeneratorList(props: Props) {
  const { label, ranked, search, isChosen, many = false, closedBy = byAbility, noteOf, priceOf } = props;
  const { onChoose, onAddKey, children } = props;
  const [expanded, setExpanded] = useState<string | null>(null);
  const groups = pickerGroups(ranked, search);
  const deeds: RowDeeds = useStable({
    choose: onChoose,
    addKey: onAddKey,
    expand: (id: string) => setExpanded(expanded === id ? null : id),
  });
  const rows = (list: readonly RankedView[]) =>
    list.map((each) => (
      <GeneratorRow
        key={each.generator.id}
        ranked={each}
        price={priceOf?.(each)}
        chosen={isChosen(each.generator.id)}
        many={many}
        entry={many ? each === groups.able[0] : isChosen(each.generator.id)}
        closed={closedBy(each)}
        note={noteOf?.(each)}
        expanded={each.generator.id === expanded}
        deeds={deeds}
      />
    ));
  const names = useNames();
  const hasKeys = [...groups.able, ...groups.stuck, ...groups.unwanted].some(({ generator }) =>
    names.isPaid(generator.vendor),
  );
  const others = (['stuck', 'unwanted', 'keyless', 'byHand', 'unable', 'retired'] as const).filter(
    (name) => groups[name].length > 0,
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it has one of two roles
    <div {...{ role: many ? 'group' : 'radiogroup', 'aria-label': label }} onKeyDown={moveBetweenRows}>
      {search === '' && children}
      {rows(groups.able)}
      {groups.able.length + others.length === 0 && (
        <p className="px-2 py-3 text-text-2">No generator is called that.</p>
      )}
      {search === '' && !hasKeys && groups.keyless.length > 0 && (
        <FirstKey keyless={groups.keyless} onAddKey={onAddKey} />
      )}
      {others.map((name) => (
        <Group
          // Searching opens what it finds; whoever chose from a group sees it.
          key={`${name} ${search !== ''}`}
          name={groupNames[name]}
          count={groups[name].length}
          open={search !== '' || groups[name].some(({ generator }) => isChosen(generator.id))}
        >
          {() => rows(groups[name])}
        </Group>
      ))}
    </div>
  );
}

type GroupProps = { name: string; count: number; open: boolean; children: () => ReactNode };

function Group({ name, count, open, children }: GroupProps) {
  const [isOpen, setIsOpen] = useState(open);
  return (
    <>
      <button
        type="button"
        data-choice
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="mt-1 flex w-full items-center gap-2 rounded-[6px] px-2 py-1.5 text-start text-text-2 hover:bg-hover hover:text-text"
      >
        <ChevronRight size={14} className={isOpen ? 'rotate-90' : ''} aria-hidden />
        {name}
        <span className="tabular text-text-3">{count}</span>
      </button>
      {isOpen && children()}
    </>
  );
}

/** Up and down move, right and left open and close all points of a row. */
export function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-choice]')];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? rows.indexOf(focused) : -1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
    return;
  }
  const wanted = { ArrowRight: 'false', ArrowLeft: 'true' }[event.key];
  const expander = rows[at]?.closest('[data-row]')?.querySelector<HTMLElement>('[data-expander]');
  if (wanted && expander?.getAttribute('aria-expanded') === wanted) expander.click();
}
