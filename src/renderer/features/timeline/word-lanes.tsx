import clsx from 'clsx';
import type { Cut } from '../../../shared/cut.ts';
import { inView } from './geometry.ts';
import { type LaneProps, laneHeights } from './lanes.ts';

/** Narrower than this, in pixels, words are only a blot. */
const readable = 22;

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
  return (
    <span
      title={text}
      dir="auto"
      className={clsx('absolute inset-y-0 truncate rounded-1 border px-1 leading-4', className)}
      style={{ left: start * scale, width: Math.max(1, width - 1) }}
    >
      {width >= readable && text}
    </span>
  );
}
