import { useRef, useState } from 'react';
import { errorOf } from '../../lib/errors.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Panel } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useCut } from '../film/film-data.ts';
import { Handover } from '../interchange/handover.tsx';
import { usePresets, useSuggestion } from './api.ts';
import { ExportForm } from './export-form.tsx';
import { ExportList } from './export-list.tsx';
import { folderOf } from './export-text.ts';

const ways = [
  { value: 'film', label: 'Finished film' },
  { value: 'editors', label: 'Other editors' },
] as const;

/** Where the film leaves the studio: as a finished file, or as a timeline for another editor. */
export function ExportPanel({ onClose }: { onClose: () => void }) {
  const [way, setWay] = useState<(typeof ways)[number]['value']>('film');
  const list = useRef<HTMLDivElement>(null);
  // What was begun is to be seen, even where the form fills the panel.
  const showList = () => requestAnimationFrame(() => list.current?.scrollIntoView({ block: 'nearest' }));
  return (
    <Panel
      open
      onClose={onClose}
      title="Export"
      about="Made on this computer. Nothing leaves it."
      width="wide"
      bar={<Segmented label="What to make" value={way} parts={ways} onChange={setWay} />}
    >
      <div className="flex flex-col gap-6">
        <Ready way={way} onStarted={showList} />
        <div ref={list} className="empty:hidden">
          {way === 'film' && <ExportList />}
        </div>
      </div>
    </Panel>
  );
}

function Ready({ way, onStarted }: { way: (typeof ways)[number]['value']; onStarted: () => void }) {
  const cut = useCut();
  const hello = useHello();
  const presets = usePresets();
  const suggestion = useSuggestion();
  const error = presets.error ?? suggestion.error;
  if (cut.scenes.length === 0)
    return <EmptyState title="Nothing to export yet" text="Add a scene to the film first." />;
  if (error) {
    const retry = () => {
      void presets.refetch();
      void suggestion.refetch();
    };
    return <ErrorState error={errorOf(error)} onRetry={retry} />;
  }
  const first = presets.data?.[0];
  if (!presets.data || !first || !suggestion.data) return <Skeleton className="h-64" />;
  const { destination } = suggestion.data;
  if (way === 'editors') return <Handover suggested={folderOf(destination)} nativeDialogs={hello.nativeDialogs} />;
  return (
    <ExportForm
      cut={cut}
      presets={presets.data}
      first={first}
      suggested={destination}
      nativeDialogs={hello.nativeDialogs}
      onStarted={onStarted}
    />
  );
}
