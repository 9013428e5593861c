import clsx from 'clsx';
import { GripVertical, MoreHorizontal } from 'lucide-react';
import { type HTMLAttributes, type Ref, useState } from 'react';
import type { Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import { Chip } from '../../ui/chip.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { CardState } from './card-state.ts';
import type { SceneDeeds } from './scene-deeds.ts';
import { ScenePicture } from './scene-picture.tsx';
import { TakeDots } from './take-dots.tsx';

export type SceneCardProps = {
  scene: Scene;
  number: number;
  seconds: number;
  state: CardState;
  poster: string | null;
  generators: readonly GeneratorView[];
  aspect: string;
  selected: boolean;
  deeds: SceneDeeds;
  /** From the sortable list: the whole card by pointer, the grip by keys. */
  drag: {
    card: HTMLAttributes<HTMLElement> & { ref: Ref<HTMLElement> };
    grip: Ref<HTMLButtonElement>;
    active: boolean;
  };
};

const titleOf = (scene: Scene): string => scene.title.trim() || 'Untitled scene';

/** One scene of the storyboard. Only the selected card is in the tab order; arrow keys move the selection. */
export function SceneCard(props: SceneCardProps) {
  const { scene, number, selected, deeds, drag } = props;
  const [hovered, setHovered] = useState(false);
  const tabIndex = selected ? 0 : -1;
  const name = `Scene ${number}, ${titleOf(scene)}`;
  return (
    <article
      {...drag.card}
      data-card={scene.id}
      aria-label={name}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      className={clsx(
        'relative rounded-3 border bg-panel',
        selected ? 'selected-ring border-transparent' : 'border-line hover:border-line-strong',
        drag.active && 'z-10 opacity-90 shadow-float',
      )}
    >
      <DropZone
        hint="Drop to import as a take"
        onFiles={(files) => deeds.importFiles(scene.id, files)}
        className="flex h-full flex-col overflow-hidden rounded-[11px]"
      >
        <button
          type="button"
          data-scene={scene.id}
          tabIndex={tabIndex}
          aria-current={selected}
          aria-label={name}
          onClick={() => deeds.select(scene.id)}
          onDoubleClick={() => deeds.open(scene.id)}
          className="absolute inset-0 z-[1] rounded-[11px] focus-visible:outline-offset-4"
        />
        <ScenePicture
          number={number}
          seconds={props.seconds}
          poster={props.poster}
          taken={props.state.takes.length > 0}
          job={props.state.jobs.picture}
          voiceJob={props.state.jobs.voice}
          generators={props.generators}
          aspect={props.aspect}
          onStep={deeds.step}
          tabIndex={tabIndex}
        />
        <Words {...props} tabIndex={tabIndex} />
      </DropZone>
      {(hovered || selected) && <Controls {...props} hovered={hovered} tabIndex={tabIndex} />}
    </article>
  );
}

type PartProps = SceneCardProps & { tabIndex: 0 | -1 };

function Words({ scene, state, deeds, tabIndex }: PartProps) {
  return (
    <div className="flex grow flex-col gap-1.5 p-3">
      <h3 dir="auto" className="truncate text-[13px] leading-[18px] font-semibold">
        {titleOf(scene)}
      </h3>
      <p dir="auto" className="line-clamp-2 min-h-9 text-text-2">
        {scene.prompt || scene.narration || 'Nothing written yet'}
      </p>
      <div className="relative z-[2] mt-auto flex min-w-0 items-center gap-1.5 pt-1">
        <Chip className="shrink-0">{scene.kind}</Chip>
        <Chip tone={state.chip.tone}>{state.chip.text}</Chip>
        <TakeDots
          takes={state.takes}
          circled={scene.circled.picture}
          onCircle={(take) => deeds.circle(scene.id, take)}
          tabIndex={tabIndex}
        />
      </div>
    </div>
  );
}

/** Grip and menu: there for the pointer over the card, and for the keys on the selected one. */
function Controls({ scene, number, deeds, drag, hovered, tabIndex }: PartProps & { hovered: boolean }) {
  return (
    <span
      // Presses inside must not start a drag of the card.
      onPointerDown={(event) => event.stopPropagation()}
      className={clsx(
        'absolute end-1.5 top-1.5 z-[2] flex rounded-2 bg-panel/85 focus-within:opacity-100 has-data-[state=open]:opacity-100',
        !hovered && 'opacity-0',
      )}
    >
      <IconButton label={`Move scene ${number}`} ref={drag.grip} tabIndex={tabIndex}>
        <GripVertical size={14} aria-hidden />
      </IconButton>
      <Menu label={titleOf(scene)} list={() => deeds.menu(scene.id)}>
        <IconButton label={`More for scene ${number}`} tabIndex={tabIndex}>
          <MoreHorizontal size={16} aria-hidden />
        </IconButton>
      </Menu>
    </span>
  );
}
