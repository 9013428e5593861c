import clsx from 'clsx';
import { GripVertical, MoreHorizontal } from 'lucide-react';
import { type HTMLAttributes, memo, type Ref } from 'react';
import type { Scene } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { Chip } from '../../ui/chip.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ContextualMenu, Menu, type MenuItem } from '../../ui/menu.tsx';
import type { CardState } from './card-state.ts';
import { ScenePicture } from './scene-picture.tsx';
import { TakeDots } from './take-dots.tsx';

export type SceneCardProps = {
  scene: Scene;
  number: number;
  seconds: number;
  state: CardState;
  poster: string | null;
  worker: string;
  aspect: string;
  selected: boolean;
  menu: readonly MenuItem[];
  onSelect: () => void;
  onOpen: () => void;
  onCircle: (take: TakeView) => void;
  onFiles: (files: File[]) => void;
  onRetry: (job: Job) => void;
  /** Goes where the cause of a failed job can be mended. */
  onFix: (job: Job) => void;
  /** From the sortable list: the whole card by pointer, the grip by keys. */
  drag: {
    card: HTMLAttributes<HTMLElement> & { ref: Ref<HTMLElement> };
    grip: Ref<HTMLButtonElement>;
    active: boolean;
  };
};

/** One scene of the storyboard. Only the selected card is in the tab order; arrow keys move the selection. */
export function SceneCard(props: SceneCardProps) {
  const { scene, number, selected, menu, drag } = props;
  const title = scene.title.trim() || 'Untitled scene';
  const tabIndex = selected ? 0 : -1;
  return (
    <ContextualMenu label={title} list={menu}>
      <article
        {...drag.card}
        aria-label={`Scene ${number}, ${title}`}
        className={clsx(
          'group relative rounded-3 border bg-panel',
          selected ? 'selected-ring border-transparent' : 'border-line hover:border-line-strong',
          drag.active && 'z-10 opacity-90 shadow-float',
        )}
      >
        <DropZone
          hint="Drop to import as a take"
          onFiles={props.onFiles}
          className="flex h-full flex-col overflow-hidden rounded-[11px]"
        >
          <button
            type="button"
            data-scene={scene.id}
            tabIndex={tabIndex}
            aria-current={selected}
            aria-label={`Scene ${number}, ${title}`}
            onClick={props.onSelect}
            onDoubleClick={props.onOpen}
            className="absolute inset-0 z-[1] rounded-[11px] focus-visible:outline-offset-4"
          />
          <CardContent {...props} title={title} />
        </DropZone>
        {/* Presses inside must not start a drag of the card. */}
        <span
          onPointerDown={(event) => event.stopPropagation()}
          className="absolute end-1.5 top-1.5 z-[2] flex rounded-2 bg-panel/85 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-[state=open]:opacity-100"
        >
          <IconButton label={`Move scene ${number}`} ref={drag.grip} tabIndex={tabIndex}>
            <GripVertical size={14} aria-hidden />
          </IconButton>
          <Menu label={title} list={menu}>
            <IconButton label={`More for scene ${number}`} tabIndex={tabIndex}>
              <MoreHorizontal size={16} aria-hidden />
            </IconButton>
          </Menu>
        </span>
      </article>
    </ContextualMenu>
  );
}

/** The part that does not change while another card is dragged or selected. */
const CardContent = memo(function CardContent(props: SceneCardProps & { title: string }) {
  const { scene, state, title, selected } = props;
  return (
    <>
      <ScenePicture
        number={props.number}
        seconds={props.seconds}
        poster={props.poster}
        job={state.jobs.picture}
        voiceJob={state.jobs.voice}
        worker={props.worker}
        aspect={props.aspect}
        onRetry={props.onRetry}
        onFix={props.onFix}
        tabIndex={selected ? 0 : -1}
      />
      <div className="flex grow flex-col gap-1.5 p-3">
        <h3 dir="auto" className="truncate text-[13px] leading-[18px] font-semibold">
          {title}
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
            onCircle={props.onCircle}
            tabIndex={selected ? 0 : -1}
          />
        </div>
      </div>
    </>
  );
});
