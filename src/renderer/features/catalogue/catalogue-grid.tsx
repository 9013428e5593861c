import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import clsx from 'clsx';
import { useEffect, useRef, useState } from 'react';
import { type CatalogueLine, generatorFrom } from './catalogue-lines.ts';
import { CatalogueRow } from './catalogue-row.tsx';
import { columnsClass, shownFrom } from './columns.ts';
import { cellRole, gridProps, groupRole, headRole, nameRole, rowProps } from './grid-roles.ts';
import { changeCatalogue, openDetails, useCatalogueState } from './store.ts';
import { useGridKeys } from './use-grid-keys.ts';

/** Pixels; nothing in a line may make it higher. */
const heights = { family: 34, generator: 44 } as const;

/** The table. Only the lines in sight are drawn; the one that is shown stays among them. */
export function CatalogueGrid({ lines }: { lines: readonly CatalogueLine[] }) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const { shownId, ticked } = useCatalogueState();
  const found = lines.findIndex(({ key }) => key === shownId);
  const current = found < 0 ? generatorFrom(lines, 0, 1) : found;
  const list = useVirtualizer<HTMLDivElement, Element>({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => heights[lines[index]?.kind ?? 'generator'],
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 8,
    useFlushSync: false,
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), ...(current < 0 ? [] : [current])])],
  });
  const body = useRef<HTMLDivElement>(null);
  const onKeyDown = useGridKeys({ lines, body, scrollTo: (index) => list.scrollToIndex(index) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order has other heights at the same places
  useEffect(() => list.measure(), [lines]);
  // Where one was shown from outside, such as a successor, it comes into sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another one is shown
  useEffect(() => {
    if (found >= 0) list.scrollToIndex(found);
  }, [shownId, scroller]);
  return (
    <div {...gridProps('Generators', lines.length)} className="@container flex min-h-0 grow flex-col">
      <Head />
      <div ref={setScroller} className="min-h-40 grow overflow-auto [scrollbar-gutter:stable]">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the rows, which have the focus */}
        <div
          ref={body}
          {...groupRole}
          className="relative"
          style={{ height: list.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {list.getVirtualItems().map(({ index, start, size, key }) => {
            const line = lines[index];
            const place = { transform: `translateY(${start}px)`, height: size };
            if (!line) return null;
            return line.kind === 'family' ? (
              <div
                key={key}
                {...rowProps(index)}
                style={place}
                className="absolute inset-x-0 top-0 flex items-end gap-2.5 border-b border-line px-3 pb-1"
              >
                <span {...nameRole} className="font-semibold">
                  {line.name}
                </span>
                <span {...cellRole} className="truncate text-1 text-text-3">
                  <bdi>{line.text}</bdi>
                </span>
              </div>
            ) : (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the rowgroup has the keys
              // biome-ignore lint/a11y/noStaticElementInteractions: it is a row of a grid
              <div
                key={key}
                {...rowProps(index, line.key === shownId)}
                data-key={line.key}
                tabIndex={index === current ? 0 : -1}
                style={place}
                onFocus={(event) => event.target === event.currentTarget && changeCatalogue({ shownId: line.key })}
                onClick={() => openDetails(line.key)}
                className="absolute inset-x-0 top-0 focus-visible:z-1 focus-visible:-outline-offset-2"
              >
                <CatalogueRow
                  generator={line.generator}
                  shown={line.key === shownId}
                  ticked={ticked.includes(line.key)}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

const heads = [
  ['', ''],
  ['Model', ''],
  ['Category', shownFrom.wide],
  ['A 5 s scene', ''],
  ['Free allowance', shownFrom.widest],
  ['Quality', shownFrom.middle],
  ['Time', shownFrom.middle],
  ['Can do', shownFrom.wide],
  ['Use', ''],
] as const;

const Head = () => (
  <div {...groupRole} className="shrink-0 overflow-hidden [scrollbar-gutter:stable]">
    <div {...rowProps(-1)} className={clsx(columnsClass, 'min-h-7 border-b border-line-strong')}>
      {heads.map(([name, from]) => (
        <span key={name} {...headRole} className={clsx('truncate text-1 font-medium text-text-3', from)}>
          {name || <span className="sr-only">Compare</span>}
        </span>
      ))}
    </div>
  </div>
);
