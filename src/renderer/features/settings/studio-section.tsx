import { useState } from 'react';
import type { Hello } from '../../../shared/contract.ts';
import { themes } from '../../../shared/settings.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { toastError } from '../../ui/toasts.tsx';
import { useChangeSettings } from './api.ts';
import { Section } from './section.tsx';

const themeNames = { system: 'Like the system', dark: 'Dark', light: 'Light' } as const;

/** Appearance, the price above which the studio asks, and folders. */
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
      <Section title="Money" about="A step that may cost more than this asks first. Cheaper ones start at once.">
        <SettingField
          label="Ask above, in US dollars"
          value={String(settings.confirmAboveUsd)}
          inputMode="decimal"
          problemOf={(text) =>
            Number.isFinite(Number(text)) && Number(text) >= 0 ? null : 'Write a number such as 1 or 0.50'
          }
          onCommit={(text) => mutate({ confirmAboveUsd: Number(text) })}
        />
      </Section>
      <Section title="Folders">
        <div className="flex items-end gap-2">
          <SettingField
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
          <SettingField
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
      </Section>
    </>
  );
}

async function pickFolder(title: string, use: (dir: string) => void): Promise<void> {
  try {
    const dir = await client.desktop.pickFolder({ title });
    if (dir) use(dir);
  } catch (thrown) {
    toastError(errorOf(thrown));
  }
}

type FieldProps = {
  label: string;
  value: string;
  onCommit: (text: string) => void;
  problemOf?: (text: string) => string | null;
  problem?: string | null;
  aside?: string;
  placeholder?: string;
  inputMode?: 'decimal';
};

/** A field that takes effect on Enter or when it is left, and not with every letter. */
function SettingField({ value, onCommit, problemOf, problem = null, ...field }: FieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft === null ? problem : (problemOf?.(draft) ?? null);
  const commit = () => {
    if (draft !== null && draft !== value && !wrong) onCommit(draft);
    if (!wrong) setDraft(null);
  };
  return (
    <Field
      {...field}
      className="grow"
      value={draft ?? value}
      problem={wrong}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}
