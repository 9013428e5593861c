import clsx from 'clsx';
import { memo } from 'react';
import { type FrameRate, formatSeconds, frameSeconds } from '../../../shared/time.ts';
import type { Edges } from './geometry.ts';
import { useDrag } from './use-drag.ts';

export type BlockDeeds = {
  /** Selects the scene and puts the playhead at its start. */
  pick: (sceneId: string) => void;
  /** Frames that a pulled length comes to, at the playhead where that is `within` so many; and what is done with them. */
  bounded: (sceneId: string, frames: number, within: number) => number;
  setFrames: (sceneId: string, frames: number) => void;
  /** Where a scene lands that is let go at a frame, and what is drawn there. */
  placeAt: (index: number, frame: number) => { readonly place: number; readonly edge: number };
  move: (sceneId: string, place: number) => void;
};

type Props = {
  sceneId: string;
  index: number;
  count: number;
  title: string;
  from: number;
  to: number;
  /** On screen, transitions included. */
  frames: number;
  rate: FrameRate;
  scale: number;
  poster: string | null;
  /** Says in one word that something is missing. */
  note: string | null;
  selected: boolean;
  /** Compact timelines are only looked at and picked from. */
  editable: boolean;
  deeds: BlockDeeds;
};

/** A pulled end finds the playhead from this near. Pixels. */
const snapWithin = 6;
/** Narrower than this, in pixels, there is no room for a name, or for a handle. */
const [namedFrom, handledFrom] = [64, 22];

/** One scene of the timeline, as wide as it is long: pulled at its end it gets longer, carried along it moves. */
export const SceneBlock = memo(function SceneBlock(props: Props) {
  const { sceneId, index, count, title, scale, poster, note, selected, editable, deeds } = props;
  const number = index + 1;
  const edges: Edges = { from: props.from, to: props.to };
  const dropAt = (dx: number) => deeds.placeAt(index, (edges.from + edges.to) / 2 + dx / scale);
  const carry = useDrag((dx) => deeds.move(sceneId, dropAt(dx).place));
  const width = (edges.to - edges.from) * scale;
  const left = edges.from * scale;
  return (
    <li aria-setsize={count} aria-posinset={number}>
      <button
        type="button"
        {...(editable && carry.handlers)}
        data-timeline-scene={sceneId}
        data-space-plays
        tabIndex={selected ? 0 : -1}
        onClick={() => deeds.pick(sceneId)}
        aria-label={`Scene ${number}: ${title || 'untitled'}`}
        aria-current={selected || undefined}
        className={clsx(
          'absolute inset-y-0 flex items-end overflow-clip rounded-[5px] border border-black/25 bg-repeat-x text-start',
          !poster && 'hatch',
          selected && 'selected-ring z-1',
          carry.dx !== null && 'z-2 opacity-70',
        )}
        style={{
          left: left + 1,
          width: Math.max(1, width - 2),
          translate: carry.dx === null ? undefined : `${carry.dx}px`,
          ...(poster && { backgroundImage: `url("${poster}")`, backgroundSize: 'auto 100%' }),
        }}
      >
        {width > 14 && <Label number={number} title={width > namedFrom ? title : ''} />}
        {note && width > namedFrom && (
          <span className="absolute inset-x-1 top-1/2 -translate-y-1/2 truncate text-center text-1 text-text-2">
            {note}
          </span>
        )}
      </button>
      {carry.dx !== null && (
        <span
          aria-hidden
          className="absolute -inset-y-1 z-3 w-[3px] -translate-x-1/2 rounded-full bg-run"
          style={{ left: dropAt(carry.dx).edge * scale }}
        />
      )}
      {editable && width > handledFrom && <LengthHandle {...props} left={left} width={width} />}
    </li>
  );
});

const Label = ({ number, title }: { number: number; title: string }) => (
  <span className="sticky start-1 m-1 flex max-w-[calc(100%-8px)] gap-1.5 rounded-1 bg-black/75 px-1 text-1 text-white">
    <span className="font-mono font-semibold">{number}</span>
    {title && (
      <span dir="auto" className="truncate">
        {title}
      </span>
    )}
  </span>
);

/** The scene's end, to be pulled; shows how long it becomes. */
function LengthHandle({ sceneId, frames, rate, scale, deeds, left, width }: Props & { left: number; width: number }) {
  const after = (dx: number) => deeds.bounded(sceneId, frames + dx / scale, snapWithin / scale);
  const { dx, handlers } = useDrag((moved) => deeds.setFrames(sceneId, after(moved)));
  const next = dx === null ? frames : after(dx);
  const change = frameSeconds(next - frames, rate);
  return (
    <>
      <span
        {...handlers}
        aria-hidden
        className="absolute top-5 bottom-0 z-2 w-2.5 -translate-x-full cursor-ew-resize touch-none after:absolute after:inset-y-2 after:end-1 after:w-[3px] after:rounded-full after:bg-white after:opacity-0 after:shadow-[0_0_2px_#000] hover:after:opacity-100"
        style={{ left: left + width }}
      />
      {dx !== null && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 z-2 rounded-[5px] border-2 border-run bg-run/15"
          style={{ left: left + 1, width: width - 2 + (next - frames) * scale }}
        >
          <span className="tabular absolute end-1 top-1/2 -translate-y-1/2 rounded-1 bg-black px-1.5 whitespace-nowrap text-white">
            {formatSeconds(frameSeconds(next, rate))} ({change < 0 ? '−' : '+'}
            {Math.abs(change).toFixed(2)})
          </span>
        </span>
      )}
    </>
  );
}
