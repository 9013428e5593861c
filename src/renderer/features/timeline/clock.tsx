import type { Cut } from '../../../shared/cut.ts';
import { usePlayheadFrame } from '../player/player-context.tsx';
import { timecode } from './ruler.ts';

/** Where the film stands and how long it is, to the frame. */
export function Clock({ cut: { frames, canvas } }: { cut: Cut }) {
  const frame = usePlayheadFrame();
  return (
    <span className="tabular">
      {timecode(frame, canvas.fps)}
      <span className="text-text-3"> / {timecode(frames, canvas.fps)}</span>
    </span>
  );
}
