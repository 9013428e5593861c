import { Copy } from 'lucide-react';
import type { Entry } from '../../../shared/spending.ts';
import { formatSum } from '../../lib/usd.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { toast } from '../../ui/toasts.tsx';
import { basisText, costText, entryTone } from './receipt-text.ts';

type Props = {
  entry: Entry;
  /** Names for people. */
  generator: string;
  vendor: string;
  showFilm: boolean;
  busy: boolean;
  /** The user says what an unsure line cost. */
  onState: (micros: number) => void;
  /** Gives up the job of a line that is still reserved; null where that is not done here. */
  onStop: (() => void) | null;
};

/** One line of the ledger. */
export function Receipt({ entry, generator, vendor, showFilm, busy, onState, onStop }: Props) {
  const scene = entry.sceneTitle || 'Untitled scene';
  const facts = [
    new Date(entry.createdAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
    vendor,
    entry.keyLabel,
    basisText(entry, vendor),
  ];
  return (
    <li className="grid grid-cols-[auto_1fr_auto] items-baseline gap-x-2.5 border-b border-line py-2 last:border-b-0">
      <span className="flex -translate-y-0.5">
        <Dot tone={entryTone(entry)} />
      </span>
      <p className="min-w-0 truncate" dir="auto">
        <span className="font-medium">{generator}</span>{' '}
        <span className="text-text-2">
          {entry.role === 'voice' ? 'spoke' : 'for'} {scene}
          {showFilm && ` · ${entry.filmTitle}`}
        </span>
      </p>
      <span className="tabular">{costText(entry)}</span>
      <div className="col-start-2 min-w-0">
        <p className="flex min-w-0 items-center gap-2 text-text-3">
          <span className="truncate">{facts.filter(Boolean).join(' · ')}</span>
          {entry.operation && <Operation id={entry.operation} />}
        </p>
        {entry.error && <p className={entry.state === 'unsure' ? 'text-warn' : 'text-text-2'}>{entry.error}</p>}
      </div>
      {onStop && (
        <div className="col-span-2 col-start-2 mt-1.5">
          <Button busy={busy} onClick={onStop}>
            {entry.attemptId === null ? 'Free it' : 'Stop'}
          </Button>
        </div>
      )}
      {entry.state === 'unsure' && (
        <div className="col-span-2 col-start-2 mt-1.5 flex flex-wrap gap-2">
          <Button busy={busy} onClick={() => onState(0)}>
            Not billed
          </Button>
          <Button disabled={busy} onClick={() => onState(entry.ceilingMicros)}>
            Billed <span className="tabular">{formatSum(entry.ceilingMicros)}</span>
          </Button>
        </div>
      )}
    </li>
  );
}

/** What the vendor calls the work, for looking it up there. */
function Operation({ id }: { id: string }) {
  const copy = () =>
    navigator.clipboard.writeText(id).then(
      () => toast('Copied.', undefined, 'copied'),
      // The clipboard may be closed to the page; the id stands there to be selected.
      () => toast(`The clipboard did not take it: ${id}`, undefined, 'copied'),
    );
  return (
    <span className="flex min-w-0 shrink items-center">
      <code className="tabular max-w-40 truncate">{id}</code>
      <IconButton label={`Copy ${id}`} className="-my-1.5" onClick={copy}>
        <Copy size={13} aria-hidden />
      </IconButton>
    </span>
  );
}
