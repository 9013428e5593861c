import { useState } from 'react';
import type { Comparison } from '../../../shared/comparison.ts';
import { Button } from '../../ui/button.tsx';
import { inputClass } from '../../ui/field.tsx';
import { InlineForm } from '../../ui/inline-form.tsx';
import { updateComparison } from '../film/compare-edits.ts';
import { useSession } from '../film/session-context.ts';

type Props = { comparison: Comparison; onClose: () => void };

/** A new name for a comparison, where its name stood. */
export function RenameRun({ comparison, onClose }: Props) {
  const { store } = useSession();
  const [name, setName] = useState(comparison.name);
  const save = () => {
    store.keep(updateComparison(comparison.id, { name: name.trim() }));
    onClose();
  };
  return (
    <InlineForm onSubmit={save} onClose={onClose} className="flex min-w-0 items-center gap-2">
      <input
        // biome-ignore lint/a11y/noAutofocus: the user asked to write here
        autoFocus
        aria-label="Name of the comparison"
        dir="auto"
        value={name}
        maxLength={120}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.target.value)}
        className={`${inputClass} w-56!`}
      />
      <Button type="submit">Rename</Button>
    </InlineForm>
  );
}
