import { FileJson } from 'lucide-react';
import { errorOf } from '../../lib/errors.ts';
import { pickFiles } from '../../lib/files.ts';
import { Button } from '../../ui/button.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { useReadWorkflow } from './api.ts';

/** A workflow file in API format, dropped or chosen. */
export function WorkflowDrop() {
  const read = useReadWorkflow();
  const take = ([file]: readonly File[]) => file && read.mutate(file);
  return (
    <div className="flex flex-col gap-2.5">
      <DropZone hint="Drop the workflow" onFiles={take}>
        <div className="flex flex-col items-center gap-2.5 rounded-3 border border-dashed border-line-strong px-4 py-6 text-center">
          <p className="text-text-2">Drop a workflow that ComfyUI exported in API format.</p>
          <Button
            busy={read.isPending}
            icon={<FileJson size={14} aria-hidden />}
            onClick={async () => take(await pickFiles('.json,application/json'))}
          >
            Choose a workflow…
          </Button>
        </div>
      </DropZone>
      {read.error && <ErrorNote error={errorOf(read.error)} />}
    </div>
  );
}
