import { type FormEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

/** Where no native dialog can be shown, a film is opened by the path of its folder. */
export function OpenFilmForm({ libraryDir, onOpen }: { libraryDir: string; onOpen: (dir: string) => void }) {
  const [dir, setDir] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (dir.trim()) onOpen(dir.trim());
  };
  return (
    <form onSubmit={submit} className="flex items-end gap-2 rounded-3 border border-line bg-panel p-4">
      <Field
        label="Open a film folder"
        value={dir}
        placeholder={`${libraryDir}/Name.film`}
        onChange={(event) => setDir(event.target.value)}
        className="grow"
        name="film-folder"
      />
      <Button type="submit" disabled={dir.trim() === ''} className="min-h-8.5">
        Open
      </Button>
    </form>
  );
}
