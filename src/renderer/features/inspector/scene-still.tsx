import { ImagePlus, X } from 'lucide-react';
import type { TakeView } from '../../../shared/take.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';

type Props = {
  /** `Starts on`. */
  label: string;
  /** By which the still is found where it is asked for. */
  spot?: string;
  still: TakeView | null;
  posterOf: (take: TakeView) => string | null;
  /** Picture takes that can serve as still, this scene's first. */
  choices: readonly TakeView[];
  nameOf: (take: TakeView) => string;
  onChoose: (take: TakeView | null) => void;
  onImport: () => void;
};

/** A picture that generators get: what the clip starts on (or a reference), or what it ends on. */
export function SceneStill({ label, spot, still, posterOf, choices, nameOf, onChoose, onImport }: Props) {
  const poster = still && posterOf(still);
  const list: MenuItem[] = [
    { label: 'Import a picture…', onSelect: onImport },
    ...(choices.length > 0 ? (['-'] as const) : []),
    ...choices.map((take) => ({ label: nameOf(take), onSelect: () => onChoose(take) })),
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a box of its own.
    <div role="group" aria-label={label} className="flex items-center gap-2">
      <span className="hatch h-9 w-16 shrink-0 overflow-hidden rounded-[6px] border border-line">
        {poster && <img src={poster} alt="" className="size-full object-cover" />}
      </span>
      <span className="min-w-0 grow">
        <span className="block text-1 font-medium text-text-3">{label}</span>
        <span className="block truncate">{still ? nameOf(still) : 'None'}</span>
      </span>
      {still && (
        <IconButton label="Use no still" onClick={() => onChoose(null)}>
          <X size={14} aria-hidden />
        </IconButton>
      )}
      <Menu label={label} list={list}>
        <Button data-spot={spot} icon={<ImagePlus size={14} aria-hidden />}>
          Choose…
        </Button>
      </Menu>
    </div>
  );
}
