import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { AddModel } from './add-model.tsx';
import { useOwnCatalogue } from './api.ts';
import { OwnList } from './own-list.tsx';
import { openForm, useOwnModelForm } from './store.ts';

/** The user's own part of the catalogue: what is there, and the form for one more. */
export function OwnModelsPanel({ onClose }: { onClose: () => void }) {
  const { adding, replaces } = useOwnModelForm();
  if (adding)
    return <AddModel title={replaces === null ? 'Add a model' : `Edit ${replaces.model.name}`} onClose={onClose} />;
  return (
    <Panel
      open
      onClose={onClose}
      width="wide"
      title="Own models"
      about="Any model of Replicate or fal, and any ComfyUI workflow, becomes a generator like the others."
      actions={
        <Button look="primary" onClick={() => openForm()}>
          Add a model…
        </Button>
      }
    >
      <List />
    </Panel>
  );
}

function List() {
  const own = useOwnCatalogue();
  if (own.error && !own.data) return <ErrorState error={errorOf(own.error)} onRetry={own.refetch} />;
  if (!own.data) return <Skeleton className="h-32" />;
  const { generators, problems } = own.data;
  return (
    <>
      {generators.length + problems.length === 0 && (
        <EmptyState
          title="No models of your own yet"
          text="Paste the id of a model, such as fal-ai/wan-i2v, or drop a workflow. The studio reads what it takes and builds the form."
        />
      )}
      <OwnList own={own.data} />
    </>
  );
}
