import type { Cut } from '../../../shared/cut.ts';
import type { Command } from '../../lib/shortcuts.ts';
import { useCommands } from '../../lib/use-commands.ts';
import type { SceneActions } from '../board/use-scene-actions.ts';
import { useSelectedScene } from '../film/session-context.ts';
import { useTransport } from '../player/player-context.tsx';
import type { CutActions } from './use-cut-actions.ts';
import type { Viewport } from './use-viewport.ts';

type Parts = {
  cut: Cut;
  viewport: Viewport;
  actions: CutActions;
  scenes: SceneActions;
  onOpenJoin: (sceneId: string) => void;
};

/** Everything on the timeline that a pointer can do, by keys. */
export function useTimelineCommands({ cut, viewport, actions, scenes, onOpenJoin }: Parts): void {
  const transport = useTransport();
  const selected = useSelectedScene();
  const isLast = selected !== null && selected.id === cut.scenes.at(-1)?.sceneId;
  const onScene = (run: (sceneId: string) => void) => () => selected && run(selected.id);
  const cutting = (id: string, label: string, keys: string[], run: () => void): Command => ({
    ...{ id, label, group: 'Cut', keys, run },
  });
  const trim = (id: string, label: string, key: string, by: number) =>
    cutting(
      id,
      label,
      [key],
      onScene((sceneId) => actions.trim(sceneId, by)),
    );
  const starts = cut.scenes.map(({ start }) => start);
  const frame = () => Math.floor(transport.getState().frame);
  const zoom = (steps: number) => () => viewport.zoom(steps, { frame: frame() });
  useCommands([
    cutting('cut.previous-frame', 'One frame back', ['ArrowLeft'], () => transport.step(-1)),
    cutting('cut.next-frame', 'One frame on', ['ArrowRight'], () => transport.step(1)),
    cutting('cut.previous', 'To the cut before', ['ArrowUp'], () =>
      transport.seek(starts.findLast((start) => start < frame()) ?? 0),
    ),
    cutting('cut.next', 'To the next cut', ['ArrowDown'], () =>
      transport.seek(starts.find((start) => start > frame()) ?? frame()),
    ),
    trim('cut.shorter', 'Scene a frame shorter', '[', -1),
    trim('cut.longer', 'Scene a frame longer', ']', 1),
    trim('cut.much-shorter', 'Scene ten frames shorter', '{', -10),
    trim('cut.much-longer', 'Scene ten frames longer', '}', 10),
    { ...cutting('cut.transition', 'Transition to the next scene…', ['t'], onScene(onOpenJoin)), disabled: isLast },
    cutting('cut.zoom-in', 'Zoom in', ['+', '='], zoom(1)),
    cutting('cut.zoom-out', 'Zoom out', ['-'], zoom(-1)),
    cutting('cut.fit', 'Show the whole film', ['0'], viewport.zoomToFit),
    ...sceneCommands(scenes, onScene),
  ]);
}

/** The board's own steps on scenes, with the board's keys. */
function sceneCommands(scenes: SceneActions, onScene: (run: (sceneId: string) => void) => () => void): Command[] {
  const scene = (id: string, label: string, keys: string[], run: (sceneId: string) => void): Command => ({
    ...{ id, label, group: 'Scenes', keys, run: onScene(run) },
  });
  return [
    scene('scene.earlier', 'Move scene earlier', ['Alt+ArrowLeft', 'Alt+ArrowUp'], (id) => scenes.shift(id, -1)),
    scene('scene.later', 'Move scene later', ['Alt+ArrowRight', 'Alt+ArrowDown'], (id) => scenes.shift(id, 1)),
    scene('scene.duplicate', 'Duplicate scene', ['Mod+d'], scenes.duplicate),
    scene('scene.delete', 'Delete scene', ['Delete', 'Backspace'], scenes.remove),
  ];
}
