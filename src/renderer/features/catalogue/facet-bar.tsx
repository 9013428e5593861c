import type { Shelf } from './api.ts';
import { FacetMenu } from './facet-menu.tsx';
import { type Facet, facets, toggled } from './facets.ts';
import { FilterChip } from './filter-chip.tsx';
import { changeCatalogue, useCatalogueState } from './store.ts';

/** These stand open as chips: they are what one begins with. */
const open: readonly string[] = ['now', 'category'];

/** What to see of the catalogue. Every answer says how many generators it leaves. */
export function FacetBar({ counts }: Pick<Shelf, 'counts'>) {
  const chosen = useCatalogueState((state) => state.chosen);
  const toggle = (facet: string) => (answer: string) => changeCatalogue({ chosen: toggled(chosen, facet, answer) });
  const [now, category, ...others] = [...facets].sort((a, b) => rank(a) - rank(b));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a border and a legend
    <div role="group" aria-label="Filters" className="flex flex-wrap items-center gap-x-1 gap-y-1.5">
      {[now, category].map(
        (facet) =>
          facet && (
            <Chips
              key={facet.id}
              facet={facet}
              chosen={chosen[facet.id] ?? []}
              counts={counts[facet.id] ?? {}}
              onToggle={toggle(facet.id)}
            />
          ),
      )}
      {others.map((facet) => (
        <FacetMenu
          key={facet.id}
          facet={facet}
          chosen={chosen[facet.id] ?? []}
          counts={counts[facet.id] ?? {}}
          onToggle={toggle(facet.id)}
        />
      ))}
    </div>
  );
}

const rank = ({ id }: Facet): number => (open.includes(id) ? open.indexOf(id) : open.length);

type ChipsProps = Parameters<typeof FacetMenu>[0];

const Chips = ({ facet, chosen, counts, onToggle }: ChipsProps) => (
  <>
    {facet.options.map(({ id, label }) => (
      <FilterChip key={id} pressed={chosen.includes(id)} onClick={() => onToggle(id)}>
        {label} <span className="tabular text-text-3">{counts[id] ?? 0}</span>
      </FilterChip>
    ))}
    <span aria-hidden className="mx-1 h-4 w-px bg-line" />
  </>
);
