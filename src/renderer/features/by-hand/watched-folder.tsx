import { useState } from 'react';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { CommitField } from '../../ui/commit-field.tsx';
import { Note } from '../../ui/note.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { toastError } from '../../ui/toasts.tsx';
import { formatBytes } from '../export/export-text.ts';
import { useChangeSettings } from '../settings/api.ts';
import { type Source, useFound } from './api.ts';
import { foundLines, type Result } from './results.ts';

type Props = { results: readonly Result[]; busy: boolean; onTake: (sources: readonly Source[]) => void };

/** A folder such as the browser's downloads: what appears in it while this is open can be taken with one press. */
export function WatchedFolder({ results, busy, onTake }: Props) {
  const [since] = useState(() => new Date().toISOString());
  const { data = [], error, refetch } = useFound(since);
  const { handOffDir } = useHello().settings;
  const { lines, ready } = foundLines(data, results);
  const take = (files: typeof ready) => onTake(files.map(({ name, path }) => ({ name, path: () => path })));
  return (
    <section aria-label="Watched folder" className="flex flex-col gap-2.5">
      <FolderField />
      {handOffDir !== null && error && <ErrorNote error={errorOf(error)} onRetry={refetch} />}
      {handOffDir !== null && !error && lines.length === 0 && (
        <Note>What appears there from now on is listed here.</Note>
      )}
      {lines.length > 0 && (
        <ul aria-label="Found in the folder" className="flex flex-col">
          {lines.map((file) => (
            <li key={file.path} className="flex min-h-9 items-center gap-3 border-b border-line">
              <span dir="auto" title={file.path} className="min-w-0 grow truncate">
                {file.name}
              </span>
              <span className="tabular shrink-0 text-text-3">{formatBytes(file.bytes)}</span>
              {file.take ? (
                <span className="shrink-0 text-text-2">Take {file.take.number}</span>
              ) : file.settling ? (
                <span className="shrink-0 text-text-3">still being written</span>
              ) : (
                <Button look="quiet" disabled={busy} aria-label={`Take ${file.name}`} onClick={() => take([file])}>
                  Take it
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {ready.length > 1 && (
        <div>
          <Button busy={busy} onClick={() => take(ready.toReversed())}>
            Take all {ready.length}
          </Button>
        </div>
      )}
    </section>
  );
}

function FolderField() {
  const { nativeDialogs, settings } = useHello();
  const { mutate } = useChangeSettings();
  const pick = async () => {
    try {
      const dir = await client.desktop.pickFolder({ title: 'Folder where results appear' });
      if (dir) mutate({ handOffDir: dir });
    } catch (thrown) {
      toastError(errorOf(thrown));
    }
  };
  return (
    <div className="flex items-end gap-2">
      <CommitField
        label="Watched folder"
        aside="such as the downloads of your browser"
        value={settings.handOffDir ?? ''}
        placeholder="None"
        onCommit={(path) => mutate({ handOffDir: path.trim() || null })}
      />
      {nativeDialogs && (
        <Button onClick={pick} className="min-h-8.5">
          Choose…
        </Button>
      )}
    </div>
  );
}
