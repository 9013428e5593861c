import type { Hello } from '../../../shared/contract.ts';
import { themes } from '../../../shared/settings.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { CommitField } from '../../ui/commit-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { toastError } from '../../ui/toasts.tsx';
import { useChangeSettings } from './api.ts';
import { Section } from './section.tsx';

const themeNames = { system: 'Like the system', dark: 'Dark', light: 'Light' } as const;

/** Appearance and folders. */
export function StudioSection({ hello }: { hello: Hello }) {
  const { settings, ffmpeg } = hello;
  const { mutate } = useChangeSettings();
  return (
    <>
      <Section title="Appearance">
        <div>
          <Segmented
            label="Theme"
            value={settings.theme}
            parts={themes.map((theme) => ({ value: theme, label: themeNames[theme] }))}
            onChange={(theme) => mutate({ theme })}
          />
        </div>
      </Section>
      <Section title="Folders">
        <div className="flex items-end gap-2">
          <CommitField
            label="New films and exports"
            value={settings.libraryDir}
            onCommit={(libraryDir) => mutate({ libraryDir })}
          />
          {hello.nativeDialogs && (
            <Button
              onClick={() => pickFolder('Folder for new films and exports', (libraryDir) => mutate({ libraryDir }))}
              className="min-h-8.5"
            >
              Choose…
            </Button>
          )}
        </div>
        <div className="flex items-end gap-2">
          <CommitField
            label="FFmpeg"
            aside={ffmpeg.version ? `version ${ffmpeg.version}` : ''}
            problem={ffmpeg.problem ? `${ffmpeg.problem.message} ${ffmpeg.problem.action}` : null}
            value={settings.ffmpegPath ?? ''}
            placeholder="Found by itself"
            onCommit={(path) => mutate({ ffmpegPath: path.trim() || null })}
          />
          {hello.nativeDialogs && (
            <Button
              onClick={() => pickFolder('Folder that holds FFmpeg', (ffmpegPath) => mutate({ ffmpegPath }))}
              className="min-h-8.5"
            >
              Choose…
            </Button>
          )}
        </div>
        <CommitField
          label="Rendered pieces kept for each film, gigabytes"
          aside="what was used longest ago goes first"
          value={String(settings.cacheGb)}
          inputMode="decimal"
          problemOf={cacheProblem}
          onCommit={(text) => mutate({ cacheGb: Number(text) })}
        />
      </Section>
    </>
  );
}

const cacheProblem = (text: string): string | null =>
  Number(text) >= 1 && Number(text) <= 1000 ? null : 'A number from 1 to 1000.';

async function pickFolder(title: string, use: (dir: string) => void): Promise<void> {
  try {
    const dir = await client.desktop.pickFolder({ title });
    if (dir) use(dir);
  } catch (thrown) {
    toastError(errorOf(thrown));
  }
}
