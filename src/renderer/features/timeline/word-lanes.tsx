import clsx from 'clsx';
import type { Cut } from '../../../shared/cut.ts';
import { inView } from './geometry.ts';
import { type LaneProps, laneHeights } from './lanes.ts';

/** Narrower than this, in pixels, words cannot be read, and a mark cannot be seen. */
const [readable, visible] = [22, 2];

/** Titles or captions where they are on screen. */
export function WordLane({ cut, edges, viewport, of }: LaneProps & { of: 'titles' | 'captions' }) {
  const seen = inView(edges, viewport.view);
  return (
    <div className={`relative shrink-0 text-1 ${laneHeights[of]}`}>
      {cut.scenes.slice(seen.from, seen.to).flatMap((scene) =>
        scene[of].map((words, index) => (
          <Words
            // biome-ignore lint/suspicious/noArrayIndexKey: several titles can have the same words and time
            key={`${scene.sceneId} ${index}`}
            words={words}
            scale={viewport.scale}
            className={
              of === 'titles' ? 'border-line-strong bg-raised font-medium' : 'border-transparent bg-hover text-text-2'
            }
          />
        )),
      )}
    </div>
  );
}

type WordsProps = { words: Cut['scenes'][number]['captions'][number]; scale: number; className: string };

function Words({ words: { text, start, end }, scale, className }: WordsProps) {
  const width = (end - start) * scale;
  if (width < visible) return null;
  return (
    <span
      title={text}
      dir="auto"
      className={clsx('absolute inset-y-0 overflow-clip rounded-1 border leading-4', className)}
      style={{ left: start * scale, width: width - 1 }}
    >
      {width >= readable && <span className="sticky start-0 inline-block max-w-full truncate px-1">{text}</span>}
    </span>
  );
}
