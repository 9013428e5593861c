import clsx from 'clsx';
import { memo } from 'react';

type Props = {
  sceneId: string;
  title: string;
  /** Frame of the film at which it starts. */
  start: number;
  /** Frames of the film that are its own. */
  share: number;
  number: number;
  poster: string | null;
  selected: boolean;
  onPick: (sceneId: string, start: number) => void;
};

/** One scene of the strip, as wide as it is long. */
export const TimelineScene = memo(function TimelineScene(props: Props) {
  const { sceneId, title, start, share, number, poster, selected, onPick } = props;
  return (
    <button
      type="button"
      onClick={() => onPick(sceneId, start)}
      aria-label={`Scene ${number}: ${title || 'untitled'}`}
      aria-current={selected || undefined}
      className={clsx(
        'relative min-w-1 overflow-hidden rounded-[5px] border border-black/25 bg-cover bg-center text-start',
        !poster && 'hatch',
        selected && 'selected-ring z-1',
      )}
      style={{
        flex: `${share} 1 0`,
        backgroundImage: poster ? `url("${poster}")` : undefined,
      }}
    >
      <span className="absolute start-1.5 top-0.5 font-mono text-1 font-semibold text-white [text-shadow:0_0_3px_#000]">
        {number}
      </span>
    </button>
  );
});
