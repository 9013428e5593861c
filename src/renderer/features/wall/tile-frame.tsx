import clsx from 'clsx';
import { type ReactNode, useState } from 'react';
import { Veil } from './veil.tsx';

type Props = {
  id: string;
  name: string;
  /** Keys act on it, and the Tab key stops here. */
  current: boolean;
  circled?: boolean;
  onLook: (id: string) => void;
  /** Width by height of the picture. */
  aspect: number;
  /** The picture, and what lies over it. */
  picture: ReactNode;
  badge: ReactNode;
  /** There for the pointer over the tile, and for the keys on it. */
  tools?: ReactNode;
  caption: ReactNode;
  children?: ReactNode;
};

/** One place of the wall: a picture of the film's shape, and two lines below it. */
export function TileFrame(props: Props) {
  const { id, name, current, circled = false, aspect, tools } = props;
  const [hovered, setHovered] = useState(false);
  return (
    <article
      data-tile={id}
      aria-label={name}
      aria-current={current}
      tabIndex={current ? 0 : -1}
      onFocus={() => props.onLook(id)}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      className={clsx(
        'group/tile relative flex flex-col rounded-3 border bg-panel focus-visible:outline-offset-4',
        circled ? 'selected-ring border-transparent' : current ? 'border-text-2' : 'border-line',
        // Clear of the circle around it.
        current &&
          (circled ? 'shadow-[0_0_0_4px_var(--bg),0_0_0_6px_var(--text-2)]' : 'shadow-[0_0_0_1px_var(--text-2)]'),
      )}
    >
      <div className="relative w-full overflow-hidden rounded-t-[11px] bg-black" style={{ aspectRatio: aspect }}>
        {props.picture}
        <span className="absolute start-2.5 top-2.5 z-[2]">{props.badge}</span>
        {tools && (hovered || current) && (
          <span className="absolute end-2 bottom-2 z-[3] flex rounded-2 bg-panel/90 opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100">
            {tools}
          </span>
        )}
      </div>
      {props.caption}
      {props.children}
    </article>
  );
}

/** Two lines of a fixed height: who, and what it cost; where, and the facts. */
export const Caption = (props: { name: ReactNode; aside: ReactNode; under: ReactNode; facts: ReactNode }) => (
  <div className="grid h-14 grid-cols-[minmax(0,1fr)_auto] content-center gap-x-3 px-3">
    <span className="flex min-w-0 items-center gap-1.5 text-[13px] leading-[18px] font-semibold">{props.name}</span>
    <span className="tabular text-end leading-[18px]">{props.aside}</span>
    <span className="truncate text-text-3">{props.under}</span>
    <span className="tabular text-end leading-[18px] text-text-3">{props.facts}</span>
  </div>
);

/** A place without a picture. */
export const Bare = ({ children }: { children: ReactNode }) => (
  <div className="hatch absolute inset-0">
    <Veil over={false}>{children}</Veil>
  </div>
);
