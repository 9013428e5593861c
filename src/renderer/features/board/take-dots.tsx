import clsx from 'clsx';
import type { TakeView } from '../../../shared/take.ts';
import { findingsNote } from '../inspector/take-facts.ts';
import { dotsToShow } from './card-state.ts';

type Props = {
  takes: readonly TakeView[];
  circled: string | null;
  onCircle: (take: TakeView) => void;
  tabIndex: 0 | -1;
};

const room = 4;

/** One small number per take; a press circles it, and takes the circle away again. */
export function TakeDots({ takes, circled, onCircle, tabIndex }: Props) {
  const shown = dotsToShow(takes, circled, room);
  return (
    <span className="relative ms-auto flex shrink-0 items-center gap-[5px]">
      {takes.length > shown.length && <span className="tabular text-text-3">+{takes.length - shown.length}</span>}
      {shown.map((take) => (
        <TakeDot
          key={take.id}
          take={take}
          circled={take.id === circled}
          onCircle={() => onCircle(take)}
          tabIndex={tabIndex}
        />
      ))}
    </span>
  );
}

type DotProps = { take: TakeView; circled: boolean; onCircle: () => void; tabIndex: 0 | -1 };

function TakeDot({ take, circled, onCircle, tabIndex }: DotProps) {
  const findings = findingsNote(take);
  const label = circled ? `Take ${take.number} is circled` : `Circle take ${take.number}`;
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-pressed={circled}
      aria-label={findings ? `${label}, ${findings.text}` : label}
      title={findings?.text}
      onClick={onCircle}
      className={clsx(
        'relative size-[17px] rounded-full text-center font-mono text-[9.5px] leading-[17px] font-semibold',
        circled ? 'pencil-circle leading-[14px] text-pencil' : 'bg-hover text-text-2 hover:text-text',
        take.problem && 'line-through opacity-60',
      )}
    >
      {take.number}
      {findings && (
        <span
          aria-hidden
          className={clsx(
            'absolute -end-[3px] -top-[3px] size-[7px] rounded-full border-[1.5px] border-panel',
            findings.tone === 'bad' ? 'bg-bad' : 'bg-text-3',
          )}
        />
      )}
    </button>
  );
}
