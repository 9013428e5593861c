import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { InlineForm } from '../../ui/inline-form.tsx';
import { type GeneratorSet, mostSets, replaces } from './sets.ts';

type Props = {
  sets: readonly GeneratorSet[];
  /** Generators that are kept. */
  count: number;
  onSave: (name: string) => void;
  onClose: () => void;
};

/** Keeps what is chosen under a name. */
export function SetForm({ sets, count, onSave, onClose }: Props) {
  const [name, setName] = useState('');
  const replacing = replaces(sets, name);
  const full = !replacing && sets.length >= mostSets;
  const can = name.trim() !== '' && !full;
  return (
    <InlineForm className="flex items-end gap-2" onSubmit={() => can && onSave(name)} onClose={onClose}>
      <Field
        autoFocus
        label={`Name of the set of ${count}`}
        className="grow"
        value={name}
        maxLength={60}
        aside={replacing ? 'takes the place of that set' : undefined}
        problem={full ? `${mostSets} sets are kept at most. Remove one first.` : null}
        onChange={(event) => setName(event.target.value)}
      />
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" disabled={!can}>
        {replacing ? 'Replace' : 'Save'}
      </Button>
    </InlineForm>
  );
}
