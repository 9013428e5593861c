import { Plus, X } from 'lucide-react';
import { type Title, titlePlaces } from '../../../shared/title.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { mostTitles } from '../film/cut-edits.ts';

const placeNames = { centre: 'In the middle', 'lower-third': 'Lower third', top: 'At the top' } as const;

type Props = {
  titles: readonly Title[];
  onAdd: () => void;
  onChange: (index: number, change: Partial<Title>, typed?: true) => void;
  onRemove: (index: number) => void;
  onLeave: () => void;
};

/** Words over the scene's picture, each with its place and time. */
export function SceneTitles({ titles, onAdd, onChange, onRemove, onLeave }: Props) {
  return (
    <>
      {titles.length > 0 && (
        <ol aria-label="Titles" className="flex flex-col gap-3">
          {titles.map((title, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: titles have no identity but their place
              key={index}
              className="flex flex-col gap-2 rounded-2 border border-line bg-bg p-2.5"
            >
              <div className="flex items-end gap-1">
                <div className="grow">
                  <TextArea
                    label={`Title ${index + 1}`}
                    placeholder="Words over the picture"
                    className="min-h-0!"
                    value={title.text}
                    maxLength={300}
                    onChange={(event) => onChange(index, { text: event.target.value }, true)}
                    onBlur={onLeave}
                  />
                </div>
                <IconButton label={`Remove title ${index + 1}`} onClick={() => onRemove(index)}>
                  <X size={14} aria-hidden />
                </IconButton>
              </div>
              <div className="grid grid-cols-[1fr_4rem_5.5rem] gap-2">
                <Select
                  label="Place"
                  value={title.place}
                  choices={titlePlaces.map((value) => ({ value, label: placeNames[value] }))}
                  onChange={(place) => onChange(index, { place })}
                />
                <NumberField
                  label="From, s"
                  value={title.from}
                  min={0}
                  max={600}
                  onChange={(from) => onChange(index, { from })}
                />
                <NumberField
                  label="For, s"
                  placeholder="the rest"
                  value={title.seconds}
                  min={0.2}
                  max={600}
                  onChange={(seconds) => onChange(index, { seconds })}
                  onEmpty={() => onChange(index, { seconds: null })}
                />
              </div>
            </li>
          ))}
        </ol>
      )}
      {titles.length < mostTitles && (
        <Button look="quiet" className="self-start" icon={<Plus size={14} aria-hidden />} onClick={onAdd}>
          Add title
        </Button>
      )}
    </>
  );
}
