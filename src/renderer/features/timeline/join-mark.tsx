import clsx from 'clsx';
import { Blend } from 'lucide-react';
import { memo } from 'react';
import type { Transition } from '../../../shared/film.ts';
import { type FrameRate, formatSeconds, frameSeconds } from '../../../shared/time.ts';
import { joinNames } from './transition-names.ts';
import { useDrag } from './use-drag.ts';

type Props = {
  sceneId: string;
  /** Of the scene before the join. */
  number: number;
  transition: Transition | null;
  /** First frame that both scenes share, and how many. */
  start: number;
  frames: number;
  /** Frames that a transition could last here. */
  most: number;
  scale: number;
  rate: FrameRate;
  onOpen: (sceneId: string) => void;
  onPull: (sceneId: string, kind: Transition, frames: number) => void;
};

/** Wide enough to be hit, where two scenes only meet. Pixels. */
const hitWidth = 14;

/** The mark where a scene becomes the next: its width is the length of the transition, and its ends can be pulled. */
export const JoinMark = memo(function JoinMark(props: Props) {
  const { sceneId, number, transition, start, frames, scale, rate, onOpen } = props;
  const middle = (start + frames / 2) * scale;
  // Either end moves both: the transition stays about its middle.
  const grow = (dx: number) => Math.max(0, Math.min(props.most, Math.round(frames + (2 * dx) / scale)));
  const pull = (dx: number) => props.onPull(sceneId, transition ?? 'crossfade', grow(dx));
  const right = useDrag(pull);
  const left = useDrag((dx) => pull(-dx));
  const pulled = right.dx ?? (left.dx === null ? null : -left.dx);
  const shown = pulled === null ? frames : grow(pulled);
  const seconds = formatSeconds(frameSeconds(shown, rate));
  const width = Math.max(hitWidth, shown * scale);
  const name = transition ? `${joinNames[transition]}, ${seconds}` : joinNames.cut;
  return (
    <div className="group absolute top-0 z-2 h-4.5" style={{ left: middle - width / 2, width }}>
      <button
        type="button"
        tabIndex={-1}
        title={`${name} · double-click to choose`}
        aria-label={`Transition from scene ${number} to ${number + 1}: ${name}`}
        onDoubleClick={() => onOpen(sceneId)}
        onContextMenu={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onOpen(sceneId);
        }}
        className={clsx(
          'flex size-full items-center justify-center gap-1 overflow-hidden rounded-[5px] text-[0.625rem]',
          transition || pulled !== null
            ? 'border border-black/40 bg-white text-black shadow-sm'
            : 'bg-black/70 text-white opacity-0 group-hover:opacity-100',
        )}
      >
        <Blend size={11} aria-hidden className="shrink-0" />
        {width > 52 && <span className="tabular text-[0.625rem]!">{seconds}</span>}
      </button>
      <Handle drag={left} className="start-0" />
      <Handle drag={right} className="end-0" />
      {pulled !== null && (
        <span className="tabular absolute start-1/2 top-full z-4 mt-1 -translate-x-1/2 rounded-1 bg-black px-1.5 whitespace-nowrap text-white">
          {shown === 0 ? 'Cut' : seconds}
        </span>
      )}
    </div>
  );
});

const Handle = ({ drag, className }: { drag: ReturnType<typeof useDrag>; className: string }) => (
  <span
    {...drag.handlers}
    aria-hidden
    className={clsx('absolute inset-y-0 w-1.5 cursor-ew-resize touch-none', className)}
  />
);
