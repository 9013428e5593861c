import { memo } from 'react';
import { PlaceBadge } from './place-badge.tsx';
import { Bare } from './tile-frame.tsx';

type Props = {
  letter: string;
  aspect: number;
  /** Somebody works on it. */
  coming: boolean;
};

/** A letter without a take, so that no letter moves when its take comes. It does not say who makes it. */
export const BlindGap = memo(function BlindGap({ letter, aspect, coming }: Props) {
  const state = coming ? 'still being made' : 'nothing came of it';
  return (
    <article
      aria-label={`Take ${letter}, ${state}`}
      className="flex flex-col overflow-hidden rounded-3 border border-line bg-panel"
    >
      <div className="relative w-full" style={{ aspectRatio: aspect }}>
        <Bare>{coming ? 'Still being made' : 'Nothing came of it'}</Bare>
        <span className="absolute start-2.5 top-2.5 z-[2]">
          <PlaceBadge dim>{letter}</PlaceBadge>
        </span>
      </div>
      <p className="flex h-14 items-center px-3 text-[13px] font-semibold text-text-3">Take {letter}</p>
    </article>
  );
});
