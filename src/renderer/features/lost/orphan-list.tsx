import type { Orphan } from '../../../shared/lost.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { matchText, momentText, orphanState } from './lost-text.ts';

type Props = {
  orphans: readonly Orphan[];
  /** The one that is being adopted. */
  adopting: Orphan | null;
  now: number;
  onAdopt: (orphan: Orphan) => void;
};

/** Work that a vendor lists and that no job holds, each to be taken as what was lost. */
export function OrphanList({ orphans, adopting, now, onAdopt }: Props) {
  return (
    <ul className="flex flex-col">
      {orphans.map((orphan) => {
        const { text, tone } = orphanState(orphan);
        return (
          <li key={orphan.name} className="flex items-start gap-3 border-t border-line py-2">
            <div className="min-w-0 grow">
              <p className="line-clamp-2" dir="auto" title={orphan.about}>
                {orphan.about}
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-text-3">
                <Chip tone={tone}>{text}</Chip>
                <span>taken {momentText(orphan.takenAt, now)}</span>
                <span className={orphan.match === 'same' ? 'text-ok' : ''}>{matchText[orphan.match]}</span>
              </p>
              <code className="tabular block truncate text-text-3">{orphan.name}</code>
            </div>
            <Button
              busy={adopting === orphan}
              disabled={adopting !== null}
              onClick={() => onAdopt(orphan)}
              aria-label={`Adopt ${orphan.about}`}
            >
              Adopt
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
