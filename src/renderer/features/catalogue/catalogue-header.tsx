import { ArrowLeft, ListX, Plus } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import { keysOf } from '../../lib/keys.ts';
import { showCatalogue, showPanel } from '../../lib/navigation.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { Button } from '../../ui/button.tsx';
import { inputClass } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PlainSelect } from '../../ui/select.tsx';
import type { Shelf } from './api.ts';
import { sortNames, sorts } from './catalogue-lines.ts';
import { isFiltered } from './facets.ts';
import { standingOf } from './standing.ts';
import { changeCatalogue, closeDetails, mostCompared, useCatalogueState } from './store.ts';
import { focusRow } from './use-grid-keys.ts';

type Props = { shelf: Shelf; compared: readonly GeneratorView[]; sideBySide: boolean };

const sortChoices = sorts.map((value) => ({ value, label: sortNames[value] }));

/** How many there are, the search, the order, and what can be done with those that are ticked. */
export function CatalogueHeader({ shelf: { all, shown }, compared, sideBySide }: Props) {
  const { search, sort, chosen, shownId } = useCatalogueState();
  const field = useRef<HTMLInputElement>(null);
  const back = () => (sideBySide ? changeCatalogue({ comparing: false }) : showCatalogue(false));
  const stepBack = () => (shownId !== null && !sideBySide ? closeDetails() : back());
  useCommands([
    {
      id: 'catalogue.search',
      label: 'Search the catalogue',
      group: 'Studio',
      keys: ['/'],
      run: () => field.current?.focus(),
    },
    {
      id: 'catalogue.back',
      label: shownId === null || sideBySide ? 'Leave the catalogue' : 'Close the details',
      group: 'Studio',
      keys: ['Escape'],
      run: stepBack,
    },
  ]);
  const onSearchKey = (event: KeyboardEvent) => {
    const keys = keysOf(event.nativeEvent);
    if (keys === 'ArrowDown') focusRow();
    else if (keys !== 'Escape') return;
    else if (search === '') stepBack();
    else changeCatalogue({ search: '' });
    event.preventDefault();
  };
  const usable = shown.filter((each) => standingOf(each) === 'usable').length;
  const count = shown.length === all.length ? `${all.length}` : `${shown.length} of ${all.length}`;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <IconButton label={sideBySide ? 'Back to the table' : 'Leave the catalogue'} onClick={back}>
        <ArrowLeft size={16} aria-hidden className="rtl:-scale-x-100" />
      </IconButton>
      <div className="min-w-0 grow">
        <h2 className="text-4 font-semibold">
          <bdi>{sideBySide ? `${compared.length} side by side` : 'Catalogue'}</bdi>
        </h2>
      </div>
      {!sideBySide && (
        <>
          {(isFiltered(chosen) || search !== '') && (
            <Button look="quiet" className="px-2!" onClick={() => changeCatalogue({ chosen: {}, search: '' })}>
              Show all
            </Button>
          )}
          <p role="status" className="tabular text-text-2">
            {count} generators · {usable} usable now
          </p>
          <input
            ref={field}
            // biome-ignore lint/a11y/noAutofocus: who comes here looks for something
            autoFocus
            type="search"
            dir="auto"
            aria-label="Search the catalogue"
            placeholder="Model, maker, vendor, what it is good at"
            value={search}
            onChange={(event) => changeCatalogue({ search: event.target.value })}
            onKeyDown={onSearchKey}
            className={`${inputClass} w-40! max-w-72 grow`}
          />
          <PlainSelect
            label="Order"
            value={sort}
            choices={sortChoices}
            onChange={(next) => changeCatalogue({ sort: next })}
            className="w-38"
          />
        </>
      )}
      <Compare count={compared.length} sideBySide={sideBySide} />
      <Button icon={<Plus size={14} aria-hidden />} onClick={() => showPanel('own-models')}>
        Own models…
      </Button>
    </div>
  );
}

function Compare({ count, sideBySide }: { count: number; sideBySide: boolean }) {
  if (count === 0) return null;
  return (
    <>
      <IconButton label="Untick all" onClick={() => changeCatalogue({ ticked: [], comparing: false })}>
        <ListX size={16} aria-hidden />
      </IconButton>
      {!sideBySide && (
        <Button
          disabled={count < 2}
          title={count < 2 ? 'Tick another one' : `At most ${mostCompared}`}
          onClick={() => changeCatalogue({ comparing: true })}
        >
          Compare {count}
        </Button>
      )}
    </>
  );
}
