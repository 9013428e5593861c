import clsx from 'clsx';
import type { CutScene } from '../../../shared/cut.ts';

type Props = {
  scene: CutScene;
  number: number;
  poster: string | null;
  selected: boolean;
  onPick: () => void;
};

/** One scene of the strip, as wide as it is long. */
export function TimelineScene({ scene, number, poster, selected, onPick }: Props) {
  return (
    <button
      type="button"
      onClick={onPick}
      aria-label={`Scene ${number}: ${scene.title || 'untitled'}`}
      aria-current={selected || undefined}
      className={clsx(
        'relative min-w-1 overflow-hidden rounded-[5px] border border-black/25 bg-cover bg-center text-start',
        !poster && 'hatch',
        selected && 'selected-ring z-1',
      )}
      style={{
        flex: `${scene.frames - scene.joinFrames} 1 0`,
        backgroundImage: poster ? `url("${poster}")` : undefined,
      }}
    >
      <span className="absolute start-1.5 top-0.5 font-mono text-1 font-semibold text-white [text-shadow:0_0_3px_#000]">
        {number}
      </span>
    </button>
  );
}
