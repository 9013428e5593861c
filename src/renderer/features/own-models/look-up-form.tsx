import { errorOf } from '../../lib/errors.ts';
import { visitPanel } from '../../lib/navigation.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { useLookUp } from './api.ts';
import { changeForm, useOwnModelForm } from './store.ts';

const examples = { replicate: 'black-forest-labs/flux-schnell', fal: 'fal-ai/wan-i2v' } as const;

/** The id or address of a model, whose own schema is then read. */
export function LookUpForm({ vendor }: { vendor: 'replicate' | 'fal' }) {
  const { pasted, drafts } = useOwnModelForm();
  const lookUp = useLookUp();
  const model = pasted[vendor].trim();
  const problem = lookUp.error && errorOf(lookUp.error);
  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (model !== '') lookUp.mutate({ vendor, model });
      }}
    >
      <div className="flex items-end gap-2">
        <Field
          label="Id or address of the model"
          dir="ltr"
          autoFocus={drafts[vendor] === null}
          spellCheck={false}
          className="grow"
          placeholder={examples[vendor]}
          value={pasted[vendor]}
          onChange={(event) => changeForm({ pasted: { ...pasted, [vendor]: event.target.value } })}
        />
        <Button type="submit" className="min-h-8.5" disabled={model === ''} busy={lookUp.isPending}>
          Look it up
        </Button>
      </div>
      {problem && (
        <ErrorNote
          error={problem}
          actions={
            problem.code === 'unauthorized' && (
              <Button onClick={() => visitPanel('settings', vendor)}>Add a key…</Button>
            )
          }
        />
      )}
    </form>
  );
}
