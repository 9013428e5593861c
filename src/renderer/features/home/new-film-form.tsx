import { FileText, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { type Aspect, aspects } from '../../../shared/film.ts';
import { errorOf } from '../../lib/errors.ts';
import { pickFiles, readScript } from '../../lib/files.ts';
import { Button } from '../../ui/button.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { toastError } from '../../ui/toasts.tsx';
import type { NewFilm } from './api.ts';

type Script = { readonly name: string; readonly text: string };
type Props = { busy: boolean; onCreate: (film: NewFilm) => void };

/** Starts a film from a title, a script, or both. A script brings its own title and aspect unless they are set here. */
export function NewFilmForm({ busy, onCreate }: Props) {
  const [title, setTitle] = useState('');
  const [aspect, setAspect] = useState<Aspect | null>(null);
  const [script, setScript] = useState<Script>({ name: 'script.txt', text: '' });
  const hasScript = script.text.trim() !== '';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCreate({ title: title.trim() || (hasScript ? '' : 'Untitled film'), aspect, script: hasScript ? script : null });
  };
  const takeFile = async (file: File | undefined) => {
    if (!file) return;
    try {
      setScript(await readScript(file));
    } catch (thrown) {
      toastError(errorOf(thrown));
    }
  };

  return (
    <DropZone hint="Drop to write from this script" onFiles={([file]) => takeFile(file)}>
      <form onSubmit={submit} className="flex flex-col gap-3 rounded-3 border border-line bg-panel p-4">
        <h2 className="text-3 font-semibold">New film</h2>
        <Field
          label="Title"
          name="film-title"
          value={title}
          maxLength={200}
          placeholder={hasScript ? 'As the script says' : 'Untitled film'}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="flex flex-col items-start gap-1">
          <span className="text-1 font-medium tracking-[0.02em] text-text-3">Aspect</span>
          <Segmented
            label="Aspect"
            value={aspect ?? '16:9'}
            parts={aspects.map((value) => ({ value, label: value }))}
            onChange={setAspect}
          />
        </div>
        <ScriptField
          script={script}
          onChange={setScript}
          onPick={async () => takeFile((await pickFiles(scriptFiles))[0])}
        />
        <Button look="primary" type="submit" busy={busy}>
          {hasScript ? 'Create film from script' : 'Create film'}
        </Button>
      </form>
    </DropZone>
  );
}

export const scriptFiles = '.md,.markdown,.fountain,.txt,text/*';

type ScriptFieldProps = { script: Script; onChange: (script: Script) => void; onPick: () => void };

/** A script to paste, drop or choose; a file's name stays with its text because its ending says how to read it. */
function ScriptField({ script, onChange, onPick }: ScriptFieldProps) {
  const fromFile = script.name !== 'script.txt' && script.text !== '';
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        label="Script, if there is one"
        aside={fromFile ? script.name : 'Markdown, Fountain or text'}
        value={script.text}
        placeholder={'# Dawn over the rock\nSlow aerial push towards a lighthouse…'}
        onChange={(event) => onChange({ ...script, text: event.target.value })}
        className="max-h-52 min-h-24"
      />
      <div className="flex items-center gap-1">
        <Button look="quiet" icon={<FileText size={14} aria-hidden />} onClick={onPick}>
          Choose a file…
        </Button>
        {script.text !== '' && (
          <IconButton label="Remove the script" onClick={() => onChange({ name: 'script.txt', text: '' })}>
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </div>
    </div>
  );
}
