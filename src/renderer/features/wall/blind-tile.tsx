import clsx from 'clsx';
import { memo } from 'react';
import type { TakeView } from '../../../shared/take.ts';
import { useStage } from '../in-step/in-step-context.ts';
import { InStepPicture } from '../in-step/in-step-picture.tsx';
import { PlaceBadge } from './place-badge.tsx';

type Props = {
  take: TakeView;
  letter: string;
  aspect: number;
  /** The best, or one of them. */
  chosen: boolean;
  several: boolean;
  onChoose: (takeId: string) => void;
};

/** A take without a name: nothing here tells who made it, when, or for how much. A press picks it. */
export const BlindTile = memo(function BlindTile({ take, letter, aspect, chosen, several, onChoose }: Props) {
  const { zoom } = useStage();
  const name = `Take ${letter}`;
  const choose = () => onChoose(take.id);
  return (
    <article
      aria-label={name}
      className={clsx(
        'relative flex flex-col overflow-hidden rounded-3 border bg-panel',
        chosen ? 'border-text outline-2 outline-text' : 'border-line hover:border-line-strong',
      )}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button below does the same for keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div
        className="relative w-full bg-black"
        style={{ aspectRatio: aspect }}
        // Enlarged, a press is the beginning of a pull.
        onClick={() => zoom.getState().scale === 1 && choose()}
      >
        <InStepPicture take={take} label={name} />
        <span className="pointer-events-none absolute start-2.5 top-2.5">
          <PlaceBadge>{letter}</PlaceBadge>
        </span>
      </div>
      <button
        type="button"
        data-tile={take.id}
        // Playing on is no verdict.
        data-space-plays
        aria-label={several ? `${name} is one of the best` : `${name} is the best`}
        aria-pressed={several || chosen ? chosen : undefined}
        onClick={choose}
        className="flex h-14 items-center gap-2 px-3 text-start text-[13px] font-semibold hover:bg-hover focus-visible:-outline-offset-2"
      >
        {name}
        {chosen && <span className="font-normal text-text-2">picked</span>}
      </button>
    </article>
  );
});
