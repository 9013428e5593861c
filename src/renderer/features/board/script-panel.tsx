import { useMutation } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import type { Scene } from '../../../shared/film.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { pickFiles, readScript } from '../../lib/files.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/dialog.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { scriptFiles } from '../home/new-film-form.tsx';

type Props = { onClose: () => void; onAdd: (scenes: readonly Scene[]) => void };

/** Turns a script into scenes; nothing is added before it has been seen. */
export function ScriptPanel({ onClose, onAdd }: Props) {
  const [script, setScript] = useState({ name: 'script.txt', text: '' });
  const parse = useMutation({ mutationFn: () => client.scripts.parse(script) });
  const change = (next: typeof script) => {
    setScript(next);
    parse.reset();
  };
  const read = useMutation({
    mutationFn: async (files: readonly File[]) => (files[0] ? readScript(files[0]) : script),
    onSuccess: change,
  });
  const scenes = parse.data?.film.scenes ?? [];
  const error = parse.error ?? read.error;
  return (
    <Panel
      open
      onClose={onClose}
      title="Write from a script"
      about="Headings, scene lines or paragraphs become scenes. They are added after the selected one."
      actions={
        parse.data ? (
          <Button look="primary" disabled={scenes.length === 0} onClick={() => onAdd(scenes)}>
            Add {scenes.length === 1 ? '1 scene' : `${scenes.length} scenes`}
          </Button>
        ) : (
          <Button look="primary" busy={parse.isPending} disabled={!script.text.trim()} onClick={() => parse.mutate()}>
            Read script
          </Button>
        )
      }
    >
      <DropZone hint="Drop to read this script" onFiles={read.mutate} className="flex flex-col gap-3">
        <TextArea
          label="Script"
          aside={script.name === 'script.txt' ? 'Markdown, Fountain or text' : script.name}
          autoFocus
          value={script.text}
          onChange={(event) => change({ ...script, text: event.target.value })}
          className="max-h-[40vh] min-h-40"
        />
        <Button
          look="quiet"
          className="self-start"
          icon={<FileText size={14} aria-hidden />}
          onClick={async () => read.mutate(await pickFiles(scriptFiles))}
        >
          Choose a file…
        </Button>
        {error && <ErrorNote error={errorOf(error)} />}
        {parse.data?.notices.map((notice) => (
          <p key={notice} className="text-text-2">
            {notice}
          </p>
        ))}
        <FoundScenes scenes={scenes} />
      </DropZone>
    </Panel>
  );
}

const FoundScenes = ({ scenes }: { scenes: readonly Scene[] }) => (
  <ol className="flex flex-col gap-2">
    {scenes.map((scene, index) => (
      <li key={scene.id} className="rounded-2 border border-line bg-bg px-3 py-2">
        <h3 dir="auto" className="font-semibold">
          <span className="tabular me-2 text-text-3">{index + 1}</span>
          {scene.title || 'Untitled scene'}
        </h3>
        <p dir="auto" className="line-clamp-2 text-text-2">
          {scene.prompt || scene.narration}
        </p>
      </li>
    ))}
  </ol>
);
