import clsx from 'clsx';
import { Import, Star } from 'lucide-react';
import { type Mark, markOf } from '../../../shared/mark.ts';
import type { TakeView } from '../../../shared/take.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { findingsNote } from './take-facts.ts';

type Props = {
  takes: readonly TakeView[];
  shownId: string | null;
  circledId: string | null;
  marks: readonly Mark[];
  posterOf: (take: TakeView) => string | null;
  onShow: (take: TakeView) => void;
  onCircle: (take: TakeView) => void;
  onImport: () => void;
};

/** All takes of the scene: a press shows one, a second press on it (double click) circles it. */
export function TakeStrip({ takes, shownId, circledId, marks, posterOf, onShow, onCircle, onImport }: Props) {
  return (
    <ul aria-label="Takes" className="grid grid-cols-4 gap-2 p-0.5">
      {takes.map((take) => {
        const poster = posterOf(take);
        const findings = findingsNote(take);
        const mark = markOf({ marks }, take.id);
        return (
          <li key={take.id}>
            <button
              type="button"
              aria-current={take.id === shownId}
              aria-label={labelOf(take, take.id === circledId, mark, findings?.text)}
              title={findings?.text}
              onClick={() => onShow(take)}
              onDoubleClick={() => onCircle(take)}
              className={clsx(
                'hatch relative block aspect-video w-full overflow-hidden rounded-[6px] border',
                take.id === circledId && 'selected-ring',
                mark.rejected && 'opacity-45',
                take.id === shownId ? 'border-text-2' : 'border-line hover:border-line-strong',
              )}
            >
              {poster && (
                <img src={poster} alt="" loading="lazy" draggable={false} className="size-full object-cover" />
              )}
              <span className="absolute start-1 top-0.5 rounded-1 bg-black/60 px-1 font-mono text-[10px] leading-3.5 font-semibold text-white">
                {take.number}
              </span>
              {mark.star && (
                <Star aria-hidden size={11} className="absolute end-1 top-1 fill-white text-white drop-shadow" />
              )}
              {(findings || take.problem) && (
                <span
                  aria-hidden
                  className={clsx(
                    'absolute end-1 bottom-1 size-[7px] rounded-full ring-1 ring-black/40',
                    take.problem || findings?.tone === 'bad' ? 'bg-bad' : 'bg-white/80',
                  )}
                />
              )}
            </button>
          </li>
        );
      })}
      <ImportTile onImport={onImport} />
    </ul>
  );
}

const ImportTile = ({ onImport }: Pick<Props, 'onImport'>) => (
  <li>
    <Tooltip text="Import a picture or clip…">
      <button
        type="button"
        aria-label="Import a picture or clip…"
        onClick={onImport}
        className="grid aspect-video w-full place-content-center rounded-[6px] border border-dashed border-line-strong text-text-3 hover:bg-hover hover:text-text"
      >
        <Import size={14} aria-hidden />
      </button>
    </Tooltip>
  </li>
);

const labelOf = (take: TakeView, circled: boolean, { star, rejected }: Mark, findings: string | undefined): string =>
  [
    `Take ${take.number}`,
    circled && 'circled',
    star && 'starred',
    rejected && 'rejected',
    take.problem?.message,
    findings,
  ]
    .filter(Boolean)
    .join(', ');
