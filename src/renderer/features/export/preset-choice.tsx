import { RadioGroup } from 'radix-ui';
import type { Preset } from '../../../shared/export.ts';
import type { Canvas } from '../../../shared/film.ts';
import { sizeText } from './export-text.ts';

type Props = { presets: readonly Preset[]; canvas: Canvas; value: string; onChange: (id: string) => void };

/** The presets with what they are good for and the pixels they give. Arrow keys move between them. */
export function PresetChoice({ presets, canvas, value, onChange }: Props) {
  return (
    <RadioGroup.Root
      aria-label="Preset"
      value={value}
      onValueChange={onChange}
      className="flex flex-col rounded-2 border border-line bg-bg"
    >
      {presets.map((preset) => (
        <RadioGroup.Item
          key={preset.id}
          value={preset.id}
          aria-label={preset.name}
          className="group flex items-center gap-3 border-line px-3 py-2 text-start not-first:border-t hover:bg-hover"
        >
          <span className="grid size-3.5 shrink-0 place-items-center rounded-full border border-line-strong group-aria-checked:border-text">
            <RadioGroup.Indicator className="size-1.5 rounded-full bg-text" />
          </span>
          <span className="min-w-0 grow">
            <span className="block font-medium">{preset.name}</span>
            <span className="block text-text-2">{preset.about}</span>
          </span>
          <span className="tabular shrink-0 text-text-2">{sizeText(canvas, preset.shortSide)}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
