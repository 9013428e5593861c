import { useState } from 'react';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { useKeepModel } from './api.ts';
import { LookUpForm } from './look-up-form.tsx';
import { ModelForm } from './model-form.tsx';
import { readDraft } from './read-draft.ts';
import { changeForm, closeForm, useOwnModelForm, type Way } from './store.ts';
import { WorkflowDrop } from './workflow-drop.tsx';

const tabs: readonly { value: Way; label: string }[] = [
  { value: 'replicate', label: 'Replicate' },
  { value: 'fal', label: 'fal' },
  { value: 'comfyui', label: 'ComfyUI workflow' },
];

/** A model of one's own: where it is, then the form that its own schema builds. */
export function AddModel({ title, onClose }: { title: string; onClose: () => void }) {
  const { way, drafts, replaces } = useOwnModelForm();
  const draft = drafts[way];
  const keep = useKeepModel();
  const [tried, setTried] = useState(false);
  const read = draft && readDraft(draft, new Date().toISOString().slice(0, 10));
  const problems = tried && read && 'problems' in read ? read.problems : {};
  const submit = () => {
    setTried(true);
    if (read && 'model' in read) keep.mutate({ id: replaces?.id ?? null, model: read.model });
    // After the problems were drawn.
    else requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  return (
    <Panel
      open
      onClose={onClose}
      width="wide"
      title={title}
      bar={
        replaces === null && (
          <Segmented
            label="Where the model is"
            value={way}
            parts={tabs}
            onChange={(next) => changeForm({ way: next })}
          />
        )
      }
      actions={
        <>
          <Button onClick={closeForm}>Back to own models</Button>
          <Button look="primary" disabled={!draft} busy={keep.isPending} onClick={submit}>
            Keep it in the catalogue
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-6">
        {replaces !== null && !draft && (
          <p className="text-text-2">Read the model once more: what you then keep takes the place of the one before.</p>
        )}
        {way === 'comfyui' ? <WorkflowDrop /> : <LookUpForm key={way} vendor={way} />}
        {draft && <ModelForm draft={draft} problems={problems} />}
        {keep.error && <ErrorNote error={errorOf(keep.error)} />}
      </div>
    </Panel>
  );
}
