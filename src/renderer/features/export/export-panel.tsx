import { errorOf } from '../../lib/errors.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Panel } from '../../ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useCut } from '../film/film-data.ts';
import { usePresets, useSuggestion } from './api.ts';
import { ExportForm } from './export-form.tsx';
import { ExportList } from './export-list.tsx';

/** Makes the MP4: what, where to, how far it is, and what became of earlier ones. */
export function ExportPanel({ onClose }: { onClose: () => void }) {
  return (
    <Panel open onClose={onClose} title="Export" about="One finished MP4, made on this computer.">
      <div className="flex flex-col gap-6">
        <NewExport />
        <ExportList />
      </div>
    </Panel>
  );
}

function NewExport() {
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
  if (!presets.data || !suggestion.data) return <Skeleton className="h-64" />;
  return (
    <ExportForm
      cut={cut}
      presets={presets.data}
      suggested={suggestion.data.destination}
      nativeDialogs={hello.nativeDialogs}
    />
  );
}
