import { type KeyboardEvent, useRef, useState } from 'react';
import { mostColumns } from '../../../shared/comparison.ts';
import { visitPanel } from '../../lib/navigation.ts';
import { inputClass } from '../../ui/field.tsx';
import { takeCount } from '../generation/batch-text.ts';
import { GeneratorList } from '../generation/generator-list.tsx';
import type { RankedView } from '../generation/plan-scene.ts';
import { canStart } from './columns.ts';
import { allColumns, madeOf } from './fan-out.ts';
import type { FanOut } from './use-fan-out.ts';

/** The ranking for the first scene, to tick. Those that cannot make it stay, with why. */
export function GeneratorChoice({ fan: { scenes, choice, run, made, change } }: { fan: FanOut }) {
  const [text, setText] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const ranked = scenes[0]?.ranked ?? [];
  const { generators } = choice;
  const columns = allColumns(run, choice);
  const closedBy = (one: RankedView): string | null => {
    const { id } = one.generator;
    if (generators.includes(id)) return null;
    if (!canStart(one)) return one.hindrance ?? 'Cannot make it.';
    const full = columns.length >= mostColumns && !columns.includes(id);
    return full ? `One wall shows ${mostColumns} generators.` : null;
  };
  const noteOf = ({ generator }: RankedView): string | undefined => {
    const count = madeOf(made, generator.id);
    if (count > 0) return `${takeCount(count)} on the wall already`;
    return run?.generators.includes(generator.id) ? 'on the wall already' : undefined;
  };
  const toRows = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    list.current?.querySelector<HTMLElement>('[data-choice]')?.focus();
  };
  return (
    <div className="flex flex-col rounded-2 border border-line">
      <div className="border-b border-line p-2">
        <input
          type="search"
          aria-label="Search generators"
          placeholder={`Search ${ranked.length} generators`}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={toRows}
          className={inputClass}
        />
      </div>
      <div ref={list} className="h-[clamp(11rem,36vh,24rem)] overflow-auto p-1">
        <GeneratorList
          many
          label="Generators to compare"
          ranked={ranked}
          search={text.trim()}
          isChosen={(id) => generators.includes(id)}
          closedBy={closedBy}
          noteOf={noteOf}
          onAddKey={(vendor) => visitPanel('settings', vendor)}
          onChoose={(id) =>
            change({
              generators: generators.includes(id) ? generators.filter((each) => each !== id) : [...generators, id],
            })
          }
        />
      </div>
    </div>
  );
}
