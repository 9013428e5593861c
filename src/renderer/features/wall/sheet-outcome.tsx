import { formatSeconds } from '../../../shared/time.ts';
import { errorOf } from '../../lib/errors.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { reveal } from '../export/api.ts';
import { fileName, formatBytes } from '../export/export-text.ts';
import { Refusal } from '../export/refusal.tsx';
import type { useContactSheet } from './use-hand-on.ts';

type Sheet = Pick<ReturnType<typeof useContactSheet>, 'data' | 'error' | 'isPending' | 'fraction' | 'cancel'>;
type Props = { sheet: Sheet; destination: string; onReplace: () => void };

/** How far a sheet is, where it went, or why not. */
export function SheetOutcome({ sheet, destination, onReplace }: Props) {
  const { data, error, isPending } = sheet;
  if (isPending) return <Working sheet={sheet} />;
  if (data) return <Finished {...data} />;
  if (!error) return null;
  const failure = errorOf(error);
  if (failure.code === 'cancelled') return <p className="text-text-2">Stopped. Nothing was left behind.</p>;
  return <Refusal error={failure} destination={destination} onReplace={onReplace} />;
}

const Working = ({ sheet: { fraction, cancel } }: { sheet: Sheet }) => (
  <div className="relative flex items-center gap-2 overflow-hidden rounded-2 border border-line bg-raised px-3 py-2">
    <p role="status" className="tabular grow text-text-2">
      {fraction === null ? 'Starting' : `${Math.floor(fraction * 100)} %`}
    </p>
    <Button look="quiet" onClick={cancel}>
      Cancel
    </Button>
    <Progress fraction={fraction} label="Contact sheet" className="absolute inset-x-0 bottom-0 bg-line!" />
  </div>
);

type Made = NonNullable<Sheet['data']>;

function Finished({ path, width, height, bytes, seconds }: Made) {
  const { nativeDialogs } = useHello();
  const facts = [`${width} × ${height}`, seconds !== null && formatSeconds(seconds), formatBytes(bytes)];
  return (
    <div role="status" className="flex flex-col gap-1 rounded-2 border border-line bg-raised px-3 py-2">
      <div className="flex items-center gap-2">
        <span className="min-w-0 grow truncate font-medium">{fileName(path)}</span>
        {nativeDialogs && <Button onClick={() => reveal(path)}>Show in folder</Button>}
      </div>
      <p className="tabular text-text-2">{facts.filter(Boolean).join(' · ')}</p>
      <p dir="ltr" title={path} className="truncate text-text-3">
        {path}
      </p>
    </div>
  );
}
