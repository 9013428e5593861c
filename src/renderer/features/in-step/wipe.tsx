import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { LabelledTake } from './in-step-bar.tsx';
import { InStepPicture } from './in-step-picture.tsx';

type Props = {
  left: LabelledTake;
  right: LabelledTake;
  /** Shows where the two differ instead, made brighter. */
  difference: boolean;
};

/** Differences are this much brighter than they are. */
const gain = 4;
const keyStep = 0.05;

/** Two takes over each other, with an edge between them that can be pulled. */
export function Wipe({ left, right, difference }: Props) {
  const [at, setAt] = useState(0.5);
  const style = { '--wipe': `${at * 100}%` } as CSSProperties;
  return (
    <div dir="ltr" className="relative size-full overflow-hidden bg-black" style={style}>
      <div className="absolute inset-0 isolate" style={difference ? { filter: `brightness(${gain})` } : {}}>
        <InStepPicture take={left.take} label={left.label} lightCopy={false} wheelZooms />
        <div
          className="absolute inset-0"
          style={difference ? { mixBlendMode: 'difference' } : { clipPath: 'inset(0 0 0 var(--wipe))' }}
        >
          <InStepPicture take={right.take} label={right.label} lightCopy={false} wheelZooms />
        </div>
      </div>
      <Name side="left-3">{left.label}</Name>
      <Name side="right-3">{right.label}</Name>
      {!difference && <Edge at={at} onMove={setAt} names={[left.label, right.label]} />}
    </div>
  );
}

const Name = ({ side, children }: { side: string; children: string }) => (
  <span className={`pointer-events-none absolute top-3 rounded-full bg-black/75 px-2.5 py-0.5 text-white ${side}`}>
    {children}
  </span>
);

type EdgeProps = { at: number; onMove: (at: number) => void; names: readonly [string, string] };

function Edge({ at, onMove, names }: EdgeProps) {
  const edge = useRef<HTMLDivElement>(null);
  const move = (to: number) => onMove(Math.min(1, Math.max(0, to)));
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = edge.current?.parentElement?.getBoundingClientRect();
    if (box && event.currentTarget.hasPointerCapture(event.pointerId)) move((event.clientX - box.left) / box.width);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: at - keyStep, ArrowRight: at + keyStep, Home: 0, End: 1 }[event.key];
    if (to === undefined || event.shiftKey) return;
    event.preventDefault();
    move(to);
  };
  return (
    <div
      ref={edge}
      role="slider"
      tabIndex={0}
      data-space-plays
      aria-label={`Edge between ${names[0]} and ${names[1]}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 left-(--wipe) -ml-3 w-6 cursor-ew-resize touch-none before:absolute before:inset-y-0 before:left-[11px] before:w-0.5 before:bg-white"
    >
      <span className="absolute top-1/2 left-1/2 size-6 -translate-1/2 rounded-full border-2 border-white bg-black/60" />
    </div>
  );
}
