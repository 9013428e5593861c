import { Fragment, useEffect, useRef } from 'react';
import { formatMicros } from '../../../shared/money.ts';
import type { Names } from '../../lib/use-names.ts';
import { tileId } from './current-tile.ts';
import type { Head, Matrix } from './matrix.ts';
import { PlaceTile, type TileGround } from './place-tile.tsx';

type Props = {
  matrix: Matrix;
  ground: TileGround;
  /** Keys act on this row. */
  sceneId: string;
  onScene: (sceneId: string) => void;
  names: Names;
};

/** Scenes across generators: one row for each scene, one column for each generator, with what it cost and won. */
export function MatrixGrid({ matrix, ground, sceneId, onScene, names }: Props) {
  const columns = matrix.rows[0]?.cells.length ?? 0;
  return (
    <div className="isolate min-h-0 grow overflow-auto tiny:shrink-0 tiny:overflow-visible">
      <div
        className="grid min-w-max gap-3 px-4 pb-4"
        style={{ gridTemplateColumns: `10rem repeat(${columns}, minmax(224px, 1fr))` }}
      >
        <span className="sticky start-0 top-0 z-[6] bg-bg" />
        {matrix.heads.map((head) => (
          <ColumnHead key={head.generator ?? ''} head={head} name={nameOf(head, names)} />
        ))}
        {matrix.heads.length === 0 && <span style={{ gridColumn: `span ${columns}` }} />}
        {matrix.rows.map(({ scene, cells }) => {
          const number = ground.film.scenes.findIndex(({ id }) => id === scene.id) + 1;
          return (
            <Fragment key={scene.id}>
              <RowHead
                number={number}
                title={scene.title}
                kind={scene.kind}
                current={scene.id === sceneId}
                onSelect={() => onScene(scene.id)}
              />
              {cells.map((tile, index) => (
                <div
                  // A place of a row stays what it is; the tile in it has a key of its own.
                  key={tile ? tileId(tile) : `gap ${index}`}
                  className="-m-2 p-2 [contain-intrinsic-block-size:auto_200px] [content-visibility:auto]"
                >
                  {tile && <PlaceTile tile={tile} ground={ground} />}
                </div>
              ))}
            </Fragment>
          );
        })}
      </div>
    </div>
  );
}

const nameOf = ({ generator }: Head, names: Names): string =>
  generator ? names.generator(generator) : 'Added by hand';

const ColumnHead = ({ head, name }: { head: Head; name: string }) => (
  <div className="sticky top-0 z-[5] flex items-baseline gap-3 bg-bg py-2" style={{ gridColumn: `span ${head.span}` }}>
    <h3 className="min-w-0 truncate font-semibold">{name}</h3>
    <span className="tabular grow text-text-2">{head.micros !== null && formatMicros(head.micros)}</span>
    {head.circled > 0 && <span className="shrink-0 text-text-2">{head.circled} circled</span>}
  </div>
);

type RowHeadProps = { number: number; title: string; kind: string; current: boolean; onSelect: () => void };

/** Pressed, the number keys act on this row. */
function RowHead({ number, title, kind, current, onSelect }: RowHeadProps) {
  const head = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (current) head.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <button
      ref={head}
      type="button"
      aria-pressed={current}
      onClick={onSelect}
      className={`sticky start-0 z-[4] flex flex-col items-start gap-1 scroll-mt-10 self-stretch border-s-2 bg-bg px-2 py-1 text-start hover:bg-hover ${current ? 'border-text-2' : 'border-line'}`}
    >
      <span className="tabular text-text-3">Scene {number}</span>
      <span dir="auto" className="line-clamp-3 font-semibold">
        {title.trim() || 'Untitled scene'}
      </span>
      <span className="text-text-3">{kind}</span>
    </button>
  );
}
