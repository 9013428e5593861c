import { useRef } from 'react';
import { posterUrl } from '../../lib/media.ts';
import { ContextualMenu, type MenuItem } from '../../ui/menu.tsx';
import { useFilmState, useSession } from '../film/session-context.ts';
import { inView } from './geometry.ts';
import { JoinMark } from './join-mark.tsx';
import { type LaneProps, laneHeights } from './lanes.ts';
import { mostJoinFrames } from './length-drag.ts';
import { type BlockDeeds, SceneBlock } from './scene-block.tsx';
import { useBlockDeeds } from './use-block-deeds.ts';
import type { CutActions } from './use-cut-actions.ts';
import { useRovingFocus } from './use-roving-focus.ts';

type Props = LaneProps & {
  /** What can be done with the scenes; null where they are only looked at and picked, on the board. */
  work: PictureWork | null;
  actions: CutActions;
};

export type PictureWork = {
  readonly menuOf: (sceneId: string) => readonly MenuItem[];
  readonly openJoin: (sceneId: string) => void;
};

/** Between narrower scenes there is no room for a mark to be pulled at. Pixels. */
const markedFrom = 28;

/** The scenes in their order, as filmstrips, with the marks of their transitions. */
export function PictureLane({ work, actions, ...lane }: Props) {
  const { cut, edges, viewport } = lane;
  const { store } = useSession();
  const selectedId = useFilmState((state) => state.selectedSceneId) ?? cut.scenes[0]?.sceneId ?? null;
  const selected = cut.scenes.findIndex(({ sceneId }) => sceneId === selectedId);
  const { list, onKeyDown } = useRovingFocus(cut.scenes, selected, store.select);
  const deeds = useBlockDeeds({ cut, edges, actions });
  const pointed = useRef('');
  const seen = inView(edges, viewport.view);
  const shown = Array.from({ length: seen.to - seen.from }, (_, index) => seen.from + index);
  // The selected scene is always there: it is the lane's stop of Tab.
  if (selected >= 0 && !shown.includes(selected)) shown.push(selected);

  return (
    <ContextualMenu label="Scene" list={() => work?.menuOf(pointed.current) ?? []}>
      <ul
        ref={list}
        aria-label="Scenes of the cut"
        className={`relative shrink-0 ${work ? laneHeights.picture : 'min-h-0 grow'}`}
        style={{ width: viewport.content }}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          const block = event.target instanceof Element && event.target.closest<HTMLElement>('[data-timeline-scene]');
          pointed.current = block ? (block.dataset.timelineScene ?? '') : '';
          if (!block || !work) event.preventDefault();
        }}
      >
        {shown.map((index) => (
          <Block
            key={cut.scenes[index]?.sceneId}
            lane={lane}
            index={index}
            selected={index === selected}
            editable={work !== null}
            deeds={deeds}
          />
        ))}
        {work &&
          shown.map((index) => (
            <Join
              key={cut.scenes[index]?.sceneId}
              lane={lane}
              index={index}
              onOpen={work.openJoin}
              onPull={actions.setJoinFrames}
            />
          ))}
      </ul>
    </ContextualMenu>
  );
}

type BlockProps = { lane: LaneProps; index: number; selected: boolean; editable: boolean; deeds: BlockDeeds };

function Block({ lane: { cut, edges, viewport, base, filmId }, index, ...rest }: BlockProps) {
  const [scene, edge] = [cut.scenes[index], edges[index]];
  if (!scene || !edge) return null;
  return (
    <SceneBlock
      {...rest}
      sceneId={scene.sceneId}
      index={index}
      count={cut.scenes.length}
      title={scene.title}
      from={edge.from}
      to={edge.to}
      frames={scene.frames}
      rate={cut.canvas.fps}
      scale={viewport.scale}
      poster={posterUrl(base, filmId, scene.picture)}
      note={scene.picture ? null : 'No take yet'}
    />
  );
}

type JoinProps = {
  lane: LaneProps;
  index: number;
  onOpen: PictureWork['openJoin'];
  onPull: CutActions['setJoinFrames'];
};

function Join({ lane: { cut, viewport }, index, onOpen, onPull }: JoinProps) {
  const [scene, next] = [cut.scenes[index], cut.scenes[index + 1]];
  if (!scene || !next) return null;
  if (Math.min(scene.frames, next.frames) * viewport.scale < markedFrom)
    return scene.transition && <NarrowJoin x={(next.start + scene.joinFrames / 2) * viewport.scale} />;
  return (
    <JoinMark
      sceneId={scene.sceneId}
      number={index + 1}
      transition={scene.transition}
      start={next.start}
      frames={scene.joinFrames}
      most={mostJoinFrames(scene.frames, next.frames)}
      scale={viewport.scale}
      rate={cut.canvas.fps}
      onOpen={onOpen}
      onPull={onPull}
    />
  );
}

/** Only shows that there is a transition. */
const NarrowJoin = ({ x }: { x: number }) => (
  <span
    aria-hidden
    className="absolute top-0 z-2 h-1.5 w-[3px] -translate-x-1/2 rounded-b-full bg-white shadow-sm"
    style={{ left: x }}
  />
);
