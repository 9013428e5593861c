import { type FormEvent, useState } from 'react';
import type { Cut } from '../../../shared/cut.ts';
import { type ExportOptions, exportOptionsSchema, type Preset } from '../../../shared/export.ts';
import { formatTimecode, frameSeconds } from '../../../shared/time.ts';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox } from '../../ui/check-box.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { type ExportWish, pickDestination, useStartExport, useSuggestion } from './api.ts';
import { ExportOptionFields } from './export-options.tsx';
import { withExtension } from './export-text.ts';
import { PresetChoice } from './preset-choice.tsx';
import { Refusal } from './refusal.tsx';
import { UndrawableNote } from './undrawable-note.tsx';

type Props = {
  cut: Cut;
  presets: readonly Preset[];
  first: Preset;
  /** A path that is free for the first preset. */
  suggested: string;
  nativeDialogs: boolean;
  onStarted: () => void;
};

const groups = [
  { value: 'share', label: 'Share' },
  { value: 'master', label: 'Master' },
  { value: 'quick', label: 'Quick' },
  { value: 'sound', label: 'Sound' },
] as const;

const usualOptions = exportOptionsSchema.parse({});

export function ExportForm({ cut, presets, first, suggested, nativeDialogs, onStarted }: Props) {
  const [chosen, setChosen] = useState(first);
  const [options, setOptions] = useState<ExportOptions>(usualOptions);
  const [typed, setTyped] = useState<string | null>(null);
  const [slates, setSlates] = useState(false);
  const start = useStartExport();
  const free = useSuggestion(chosen.id).data?.destination ?? suggested;
  const destination = typed ?? withExtension(free, chosen.extension);
  const hasCaptions = cut.scenes.some((scene) => scene.captions.length > 0);
  const missing = chosen.picture ? cut.scenes.filter((scene) => !scene.picture).length : 0;
  const wish: ExportWish = {
    ...options,
    preset: chosen.id,
    destination,
    slates: slates || !chosen.picture,
    replace: false,
  };
  const begun = () => {
    setTyped(null);
    onStarted();
  };
  const send = (more: Partial<ExportWish> = {}) => start.mutate({ ...wish, ...more }, { onSuccess: begun });

  const choosePreset = (id: string) => {
    const preset = presets.find((each) => each.id === id);
    if (!preset) return;
    setChosen(preset);
    setTyped(typed && withExtension(typed, preset.extension));
    start.reset();
  };
  const retype = (path: string) => {
    setTyped(path);
    start.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div>
        <Segmented
          label="Kind of export"
          value={chosen.group}
          parts={groups}
          onChange={(group) => choosePreset(presets.find((preset) => preset.group === group)?.id ?? '')}
        />
      </div>
      <PresetChoice
        presets={presets.filter(({ group }) => group === chosen.group)}
        canvas={cut.canvas}
        aspect={options.aspect}
        value={chosen.id}
        onChange={choosePreset}
      />
      <ExportOptionFields
        preset={chosen}
        film={cut.canvas}
        hasCaptions={hasCaptions}
        value={options}
        onChange={setOptions}
      />
      {chosen.picture && <UndrawableNote cut={cut} captions={options.captions} />}
      <PathField
        label="File"
        name="destination"
        value={destination}
        onChange={retype}
        onPick={nativeDialogs ? () => pickDestination(destination) : null}
      />
      {missing > 0 && <CheckBox label={slatesLabel(missing)} checked={slates} onChange={setSlates} />}
      {start.error && (
        <Refusal error={errorOf(start.error)} onReplace={() => send({ replace: true })} destination={destination} />
      )}
      <Button
        type="submit"
        look="primary"
        busy={start.isPending}
        disabled={destination.trim() === '' || (missing > 0 && !slates)}
      >
        Export {formatTimecode(frameSeconds(cut.frames, cut.canvas.fps))}
      </Button>
    </form>
  );
}

const slatesLabel = (missing: number): string =>
  `${missing === 1 ? '1 scene has' : `${missing} scenes have`} no picture yet. Show a title card instead.`;
