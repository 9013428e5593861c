import type { GeneratorView } from '../../../shared/generator.ts';
import { errorOf } from '../../lib/errors.ts';
import { showCatalogue } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { type Shelf, useShelf } from './api.ts';
import { CatalogueGrid } from './catalogue-grid.tsx';
import { CatalogueHeader } from './catalogue-header.tsx';
import { CompareView } from './compare-view.tsx';
import { DetailsPane } from './details-pane.tsx';
import { FacetBar } from './facet-bar.tsx';
import { changeCatalogue, useCatalogueState } from './store.ts';

/** Every generator that there is: what it costs, what it can do, and whether it can be used here today. */
export function CatalogueScreen() {
  const shelf = useShelf();
  const { listed, all } = shelf;
  return (
    <main aria-label="Catalogue" className="relative flex h-full min-h-0 grow flex-col tiny:overflow-auto">
      {listed.error && !listed.data ? (
        <ErrorState
          error={errorOf(listed.error)}
          onRetry={listed.refetch}
          actions={<Button onClick={() => showCatalogue(false)}>Leave the catalogue</Button>}
        />
      ) : !listed.data ? (
        <Loading />
      ) : all.length === 0 ? (
        <EmptyState
          title="The catalogue is empty"
          text="Circle Take comes with a catalogue of generators; it was not found. Install Circle Take again, or add a model of your own."
        />
      ) : (
        <Shelved shelf={shelf} />
      )}
    </main>
  );
}

function Shelved({ shelf }: { shelf: Shelf }) {
  const { shownId, ticked, comparing } = useCatalogueState();
  const byId = new Map(shelf.all.map((each) => [each.id, each]));
  const compared = ticked.flatMap((id) => byId.get(id) ?? []);
  const shown = shownId === null ? undefined : byId.get(shownId);
  const sideBySide = comparing && compared.length > 1;
  return (
    <>
      <CatalogueHeader shelf={shelf} compared={compared} sideBySide={sideBySide} />
      {sideBySide ? <CompareView generators={compared} /> : <Table shelf={shelf} shown={shown} />}
    </>
  );
}

type TableProps = { shelf: Shelf; shown: GeneratorView | undefined };

function Table({ shelf: { lines, counts, all }, shown }: TableProps) {
  return (
    <>
      <div className="shrink-0 border-b border-line px-3 pb-2.5">
        <FacetBar counts={counts} />
      </div>
      <div className="flex min-h-0 grow tiny:min-h-80 tiny:shrink-0">
        {lines.length === 0 ? (
          <div className="grow">
            <EmptyState
              title="None is like that"
              text="No generator answers all of the filters and the search."
              actions={
                <Button onClick={() => changeCatalogue({ chosen: {}, search: '' })}>Show all {all.length}</Button>
              }
            />
          </div>
        ) : (
          <CatalogueGrid lines={lines} />
        )}
        {shown && <DetailsPane key={shown.id} generator={shown} all={all} />}
      </div>
    </>
  );
}

const Loading = () => (
  <div aria-busy="true" className="flex flex-col gap-2 p-4">
    <Skeleton className="mb-2 h-9" />
    {Array.from({ length: 12 }, (_, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
      <Skeleton key={at} className="h-10" />
    ))}
  </div>
);
