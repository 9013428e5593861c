import { type FormEvent, useState } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { Preset } from '../../../shared/export.ts';
import { formatTimecode, frameSeconds } from '../../../shared/time.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { ErrorNote } from '../../ui/states.tsx';
import { type ExportWish, pickDestination, useStartExport } from './api.ts';
import { fileName } from './export-text.ts';
import { PresetChoice } from './preset-choice.tsx';

type Props = {
  cut: Cut;
  presets: readonly Preset[];
  /** A path that is free. */
  suggested: string;
  nativeDialogs: boolean;
};

export function ExportForm({ cut, presets, suggested, nativeDialogs }: Props) {
  const [preset, setPreset] = useState(presets[0]?.id ?? '');
  const [typed, setTyped] = useState<string | null>(null);
  const destination = typed ?? suggested;
  const [slates, setSlates] = useState(false);
  const start = useStartExport();
  const missing = cut.scenes.filter((scene) => !scene.picture);
  const wish: ExportWish = { preset, destination, slates, replace: false };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate(wish, { onSuccess: () => setTyped(null) });
  };
  const choose = async () => {
    const picked = await pickDestination(destination);
    if (!picked) return;
    setTyped(picked);
    start.reset();
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <PresetChoice presets={presets} canvas={cut.canvas} value={preset} onChange={setPreset} />
      <div className="flex items-end gap-2">
        <Field
          label="File"
          value={destination}
          dir="ltr"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            start.reset();
          }}
          className="grow"
          name="destination"
        />
        {nativeDialogs && (
          <Button onClick={choose} className="min-h-8.5">
            Choose…
          </Button>
        )}
      </div>
      {missing.length > 0 && (
        <label className="flex items-start gap-2 text-text-2">
          <input
            type="checkbox"
            checked={slates}
            onChange={(event) => setSlates(event.target.checked)}
            className="mt-0.5 accent-text"
          />
          <span>
            {missing.length === 1 ? '1 scene has' : `${missing.length} scenes have`} no picture yet. Show a title card
            instead.
          </span>
        </label>
      )}
      {start.error && (
        <Refusal
          error={errorOf(start.error)}
          onReplace={() => start.mutate({ ...wish, replace: true }, { onSuccess: () => setTyped(null) })}
          destination={destination}
        />
      )}
      <Button
        type="submit"
        look="primary"
        busy={start.isPending}
        disabled={destination.trim() === '' || (missing.length > 0 && !slates)}
      >
        Export {formatTimecode(frameSeconds(cut.frames, cut.canvas.fps))}
      </Button>
    </form>
  );
}

type RefusalProps = { error: ErrorData; destination: string; onReplace: () => void };

/** Why it did not start. A file that is in the way may be replaced; it stays until the new one is finished. */
function Refusal({ error, destination, onReplace }: RefusalProps) {
  const inTheWay = error.code === 'conflict' && error.details.exists === true;
  return (
    <ErrorNote
      error={error}
      actions={inTheWay && <Button onClick={onReplace}>Replace {fileName(destination)}</Button>}
    />
  );
}
