import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { CutScene } from '../../../shared/cut.ts';
import { posterUrl } from '../../lib/media.ts';
import { useStable } from '../../lib/use-stable.ts';
import { ContextualMenu, type MenuItem } from '../../ui/menu.tsx';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { useFilmState, useSession } from '../film/session-context.ts';
import { useTransport } from '../player/player-context.tsx';
import { dropPlace, inView } from './geometry.ts';
import { JoinMark } from './join-mark.tsx';
import { type LaneProps, laneHeights } from './lanes.ts';
import { boundedFrames, mostJoinFrames } from './length-drag.ts';
import { type BlockDeeds, SceneBlock } from './scene-block.tsx';
import type { CutActions } from './use-cut-actions.ts';

type Props = LaneProps & {
  /** Compact, on the board: to be looked at and picked from. */
  editable: boolean;
  actions: CutActions;
  menuOf: (sceneId: string) => readonly MenuItem[];
  onOpenJoin: (sceneId: string) => void;
};

/** Joins of scenes narrower than this have no mark unless there is a transition. Pixels. */
const markedFrom = 28;

/** The scenes in their order, as filmstrips, with the marks of their transitions. */
export function PictureLane({ cut, edges, viewport, base, filmId, editable, actions, menuOf, onOpenJoin }: Props) {
  const { store } = useSession();
  const selectedId = useFilmState((state) => state.selectedSceneId) ?? cut.scenes[0]?.sceneId ?? null;
  const selected = cut.scenes.findIndex(({ sceneId }) => sceneId === selectedId);
  const { list, onKeyDown } = useRovingFocus(cut.scenes, selected, store.select);
  const deeds = useBlockDeeds({ cut, edges, actions });
  const pointed = useRef('');
  const { scale, view, content } = viewport;
  const seen = inView(edges, view);
  // The selected scene is always there: it is the lane's stop of Tab.
  const shown = Array.from({ length: seen.to - seen.from }, (_, index) => seen.from + index);
  if (selected >= 0 && (selected < seen.from || selected >= seen.to)) shown.push(selected);

  return (
    <ContextualMenu label="Scene" list={() => menuOf(pointed.current)}>
      <ul
        ref={list}
        aria-label="Scenes of the cut"
        className={`relative shrink-0 ${editable ? laneHeights.picture : 'min-h-0 grow'}`}
        style={{ width: content }}
        onKeyDown={onKeyDown}
        onContextMenu={(event) => {
          const block = event.target instanceof Element && event.target.closest<HTMLElement>('[data-timeline-scene]');
          pointed.current = block ? (block.dataset.timelineScene ?? '') : '';
          if (!block || !editable) event.preventDefault();
        }}
      >
        {shown.map((index) => {
          const [scene, edge] = [cut.scenes[index], edges[index]];
          return (
            scene &&
            edge && (
              <SceneBlock
                key={scene.sceneId}
                sceneId={scene.sceneId}
                index={index}
                count={cut.scenes.length}
                title={scene.title}
                from={edge.from}
                to={edge.to}
                frames={scene.frames}
                rate={cut.canvas.fps}
                scale={scale}
                poster={posterUrl(base, filmId, scene.picture)}
                note={scene.picture ? null : 'No take yet'}
                selected={index === selected}
                editable={editable}
                deeds={deeds}
              />
            )
          );
        })}
        {editable &&
          shown.map((index) => {
            const [scene, next] = [cut.scenes[index], cut.scenes[index + 1]];
            if (!scene || !next) return null;
            if (!scene.transition && Math.min(scene.frames, next.frames) * scale < markedFrom) return null;
            return (
              <JoinMark
                key={scene.sceneId}
                sceneId={scene.sceneId}
                number={index + 1}
                transition={scene.transition}
                start={next.start}
                frames={scene.joinFrames}
                most={mostJoinFrames(scene.frames, next.frames)}
                scale={scale}
                rate={cut.canvas.fps}
                onOpen={onOpenJoin}
                onPull={actions.setJoinFrames}
              />
            );
          })}
      </ul>
    </ContextualMenu>
  );
}

function useBlockDeeds({ cut, edges, actions }: Pick<Props, 'cut' | 'edges' | 'actions'>): BlockDeeds {
  const { store } = useSession();
  const transport = useTransport();
  const scenes = useSceneActions();
  return useStable<BlockDeeds>({
    pick: (sceneId) => {
      store.select(sceneId);
      transport.seek(cut.scenes.find((scene) => scene.sceneId === sceneId)?.start ?? 0);
    },
    bounded: (sceneId, frames) => boundedFrames(frames, actions.limits(sceneId)),
    setFrames: actions.setFrames,
    placeAt: (index, frame) => {
      const place = dropPlace(edges, frame, index);
      return { place, edge: (place <= index ? edges[place]?.from : edges[place]?.to) ?? 0 };
    },
    move: (sceneId, place) => {
      store.select(sceneId);
      scenes.move(sceneId, place);
    },
  });
}

/** One stop of Tab for all scenes; arrow keys move it, and with it what is selected. */
function useRovingFocus(scenes: readonly CutScene[], selected: number, select: (sceneId: string) => void) {
  const list = useRef<HTMLUListElement>(null);
  const [wanted, setWanted] = useState(false);
  const before = useRef({ selected, inside: false });
  useLayoutEffect(() => {
    // A scene that is moved in its list loses the focus on the way.
    const lost = before.current.inside && before.current.selected !== selected;
    if (wanted || (lost && document.activeElement === document.body)) {
      const block = list.current?.querySelector<HTMLElement>('[aria-current]');
      block?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      block?.focus({ preventScroll: true });
      setWanted(false);
    }
    before.current = { selected, inside: list.current?.contains(document.activeElement) ?? false };
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (altKey || ctrlKey || metaKey || shiftKey) return;
    const last = scenes.length - 1;
    const to = { ArrowLeft: selected - 1, ArrowRight: selected + 1, Home: 0, End: last }[key];
    if (to === undefined) return;
    event.preventDefault();
    const scene = scenes[Math.max(0, Math.min(last, to))];
    if (scene) select(scene.sceneId);
    setWanted(true);
  };
  return { list, onKeyDown };
}
