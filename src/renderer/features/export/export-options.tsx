import { captionWays, type ExportOptions, type Preset } from '../../../shared/export.ts';
import { type Aspect, aspects, type Canvas } from '../../../shared/film.ts';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useHardware } from './api.ts';
import { aspectOf } from './export-text.ts';

type Props = {
  preset: Preset;
  film: Canvas;
  hasCaptions: boolean;
  value: ExportOptions;
  onChange: (options: ExportOptions) => void;
};

const wayNames = {
  burnt: 'In the picture',
  beside: 'In files beside it (SRT, VTT)',
  both: 'In the picture and beside it',
  none: 'None',
} as const;
/** Sound alone has no picture to write into. */
const waysOfSound = ['beside', 'none'] as const;

/** What may differ from the preset: shape, captions, and who encodes. */
export function ExportOptionFields({ preset, film, hasCaptions, value, onChange }: Props) {
  const hardware = useHardware().data?.filter(({ codec }) => codec === preset.picture?.codec) ?? [];
  const shape = aspectOf(value.aspect, preset, film);
  const usual = preset.aspect ?? film.aspect;
  const ways = preset.picture ? captionWays : waysOfSound;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-3">
        {preset.picture && (
          <Select
            label="Shape"
            className="w-36"
            value={shape}
            choices={aspects.map((aspect) => ({ value: aspect, label: shapeName(aspect, film) }))}
            onChange={(aspect) => onChange({ ...value, aspect: aspect === usual ? null : aspect })}
          />
        )}
        {hasCaptions && (
          <Select
            label="Captions"
            className="grow"
            value={ways.some((way) => way === value.captions) ? value.captions : 'none'}
            choices={ways.map((way) => ({ value: way, label: wayNames[way] }))}
            onChange={(captions) => onChange({ ...value, captions })}
          />
        )}
      </div>
      {hardware.length > 0 && (
        <Switch
          label={`Encode with this machine’s hardware (${hardware[0]?.encoder})`}
          checked={value.hardware}
          onChange={(on) => onChange({ ...value, hardware: on })}
        />
      )}
    </div>
  );
}

const shapeName = (aspect: Aspect, film: Canvas): string => (aspect === film.aspect ? `${aspect}, the film’s` : aspect);
