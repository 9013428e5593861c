import { useEffect } from 'react';
import { frameSeconds } from '../../../shared/time.ts';
import { useFilm } from '../film/session-context.ts';
import { JoinMenu } from './join-menu.tsx';
import type { LaneProps } from './lanes.ts';
import { roomForJoin } from './scene-room.ts';
import type { CutActions } from './use-cut-actions.ts';

type Props = LaneProps & { sceneId: string; actions: CutActions; onClose: () => void };

/** The menu of one scene's transition, over the place where it is. */
export function JoinChoice({ cut, edges, viewport, sceneId, actions, onClose }: Props) {
  const { scenes } = useFilm();
  const index = scenes.findIndex(({ id }) => id === sceneId);
  const x = (edges[index]?.to ?? 0) * viewport.scale;
  const { scroller } = viewport;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where it opens
  useEffect(() => {
    const element = scroller.current;
    if (element && (x < element.scrollLeft || x > element.scrollLeft + element.clientWidth))
      element.scrollLeft = x - element.clientWidth / 2;
  }, [sceneId]);
  const join = scenes[index]?.join;
  if (!join || index === scenes.length - 1) return null;
  return (
    <JoinMenu
      join={join}
      most={frameSeconds(roomForJoin(cut, sceneId), cut.canvas.fps)}
      x={x}
      onKind={(kind) => actions.setJoinKind(sceneId, kind)}
      onSeconds={(seconds) => join.kind !== 'cut' && actions.setJoin(sceneId, { kind: join.kind, seconds })}
      onClose={onClose}
    />
  );
}
