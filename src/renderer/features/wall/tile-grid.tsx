import { memo, type ReactNode, useRef } from 'react';
import type { ShownTile } from './arrange.ts';
import { PlaceTile, type TileGround } from './place-tile.tsx';
import { tileLayout } from './tile-layout.ts';
import { useSize } from './use-size.ts';

/** Of a caption, with the lines around a tile. */
const caption = 58;
const gap = 12;
/** As in app/theme.css. */
const tiny = '(max-height: 560px)';

type Props = {
  tiles: readonly ShownTile[];
  ground: TileGround;
  /** Takes a place of its own after the last tile. */
  more?: ReactNode;
};

/** The takes of one scene, as large as all of them fit; many are scrolled, and drawn only in sight. */
export const TileGrid = memo(function TileGrid({ tiles, ground, more }: Props) {
  const room = useRef<HTMLDivElement>(null);
  const size = useSize(room);
  const aspect = ground.film.canvas.width / ground.film.canvas.height;
  const count = tiles.length + (more ? 1 : 0);
  // There the whole wall scrolls, and the room is as high as what is in it.
  const height = matchMedia(tiny).matches ? 0 : size?.height;
  const layout = size && tileLayout(count, { width: size.width, height: height ?? 0, gap, caption, aspect });
  return (
    <div ref={room} className="min-h-0 grow overflow-auto p-4 tiny:min-h-[15rem] tiny:shrink-0 tiny:overflow-visible">
      {layout && (
        <ul
          aria-label="Takes"
          className="grid justify-center"
          style={{ gap, gridTemplateColumns: `repeat(${layout.columns}, ${layout.width}px)` }}
        >
          {tiles.map((tile) => (
            <Place key={tile.key} height={layout.width / aspect + caption}>
              <PlaceTile tile={tile} ground={ground} />
            </Place>
          ))}
          {more && <Place height={layout.width / aspect + caption}>{more}</Place>}
        </ul>
      )}
    </div>
  );
});

/** Out of sight it keeps its height and nothing else. What it cuts off leaves room for the frame around a tile. */
const Place = ({ height, children }: { height: number; children: ReactNode }) => (
  <li
    className="-m-2 p-2 [content-visibility:auto]"
    style={{ containIntrinsicBlockSize: `auto ${Math.round(height) + 16}px` }}
  >
    {children}
  </li>
);
