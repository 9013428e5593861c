import { Trash2 } from 'lucide-react';
import { useNames } from '../../lib/use-names.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { InlineText } from '../../ui/inline-text.tsx';
import { toast, toastError } from '../../ui/toasts.tsx';
import { type GeneratorSet, removeSet, renameProblem, renameSet } from './sets.ts';

type Props = {
  sets: readonly GeneratorSet[];
  onChange: (sets: GeneratorSet[]) => void;
  onClose: () => void;
};

/** The user's own sets, to rename and to remove. */
export function SetEditor({ sets, onChange, onClose }: Props) {
  const names = useNames();
  const rename = (from: string, to: string) => {
    const problem = renameProblem(sets, from, to);
    if (problem === null) onChange(renameSet(sets, from, to));
    else toastError({ code: 'invalid-input', message: problem, action: 'Choose another name.', details: {} });
  };
  const remove = ({ name }: GeneratorSet) => {
    onChange(removeSet(sets, name));
    toast(`Removed the set ${name}.`, { label: 'Undo', run: () => onChange([...sets]) });
  };
  return (
    <div className="flex flex-col gap-2 rounded-2 border border-line bg-bg p-2">
      <ul aria-label="Your sets" className="flex flex-col">
        {sets.map((set) => (
          <li key={set.name} className="flex items-center gap-2">
            <InlineText
              label={`Name of the set ${set.name}`}
              value={set.name}
              maxLength={60}
              onCommit={(to) => to !== set.name && rename(set.name, to)}
              className="shrink-0 font-medium"
            />
            <span className="min-w-0 grow truncate text-1 text-text-3">
              {set.generators.map(names.generator).join(', ')}
            </span>
            <IconButton label={`Remove the set ${set.name}`} onClick={() => remove(set)}>
              <Trash2 size={14} aria-hidden />
            </IconButton>
          </li>
        ))}
        {sets.length === 0 && <li className="px-1.5 py-1 text-text-2">No sets are left.</li>}
      </ul>
      <Button className="self-end" onClick={onClose}>
        Done
      </Button>
    </div>
  );
}
