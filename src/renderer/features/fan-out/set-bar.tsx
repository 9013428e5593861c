import { useRef, useState } from 'react';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { ChipButton } from '../../ui/chip.tsx';
import { Note } from '../../ui/note.tsx';
import { useCatalogue } from '../generation/use-catalogue.ts';
import { useChangeSettings } from '../settings/api.ts';
import { allColumns } from './fan-out.ts';
import { SetEditor } from './set-editor.tsx';
import { SetForm } from './set-form.tsx';
import { chooseSet, leftOutText, quickSets, saveSet } from './sets.ts';
import type { FanOut } from './use-fan-out.ts';

/** Sets of generators to begin with: those that the ranking makes, and the user's own. */
export function SetBar({ fan: { scenes, choice, run, change } }: { fan: FanOut }) {
  const { generatorSets } = useHello().settings;
  const { mutate } = useChangeSettings();
  const catalogue = useCatalogue();
  const [open, setOpen] = useState<'save' | 'edit' | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const saving = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(null);
    saving.current?.focus();
  };
  const choose = (ids: readonly string[]) => {
    const known = new Set(catalogue.generators.filter(({ role }) => role === 'picture').map(({ id }) => id));
    const chosen = chooseSet(ids, known, run?.generators);
    change({ generators: chosen.generators });
    setNote(leftOutText(chosen));
  };
  const all = allColumns(run, choice);
  const save = (name: string) => {
    mutate({ generatorSets: saveSet(generatorSets, name, all) });
    close();
  };
  const sets = [
    ...quickSets(scenes[0]?.ranked ?? []).map((set) => ({ key: set.label, ...set })),
    ...generatorSets.map((set) => ({ label: set.name, key: `own ${set.name}`, ...set })),
  ];
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1.5">
        <ul aria-label="Sets" className="contents">
          {sets.map(({ label, generators, key }) => (
            <li key={key} className="min-w-0">
              <ChipButton onClick={() => choose(generators)}>{label}</ChipButton>
            </li>
          ))}
        </ul>
        {all.length > 0 && (
          <Button
            ref={saving}
            look="quiet"
            className="min-h-6! px-2! text-1!"
            aria-expanded={open === 'save'}
            onClick={() => setOpen(open === 'save' ? null : 'save')}
          >
            Save as set…
          </Button>
        )}
        {(generatorSets.length > 0 || open === 'edit') && (
          <Button
            look="quiet"
            className="min-h-6! px-2! text-1!"
            aria-expanded={open === 'edit'}
            onClick={() => setOpen(open === 'edit' ? null : 'edit')}
          >
            Edit sets…
          </Button>
        )}
      </div>
      <p role="status" className="contents">
        {note && <Note>{note}</Note>}
      </p>
      {open === 'save' && <SetForm sets={generatorSets} count={all.length} onSave={save} onClose={close} />}
      {open === 'edit' && (
        <SetEditor
          sets={generatorSets}
          onChange={(next) => mutate({ generatorSets: next })}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
