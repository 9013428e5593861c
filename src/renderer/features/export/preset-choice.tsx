import { RadioGroup } from 'radix-ui';
import type { Preset } from '../../../shared/export.ts';
import type { Aspect, Canvas } from '../../../shared/film.ts';
import { ChoiceRow, choiceListClass } from './choice-row.tsx';
import { presetText } from './export-text.ts';

type Props = {
  presets: readonly Preset[];
  canvas: Canvas;
  aspect: Aspect | null;
  value: string;
  onChange: (id: string) => void;
};

/** The presets with what they are good for and the pixels they give. Arrow keys move between them. */
export function PresetChoice({ presets, canvas, aspect, value, onChange }: Props) {
  return (
    <RadioGroup.Root aria-label="Preset" value={value} onValueChange={onChange} className={choiceListClass}>
      {presets.map((preset) => (
        <ChoiceRow
          key={preset.id}
          value={preset.id}
          name={preset.name}
          about={preset.about}
          aside={presetText(preset, canvas, aspect)}
        />
      ))}
    </RadioGroup.Root>
  );
}
