import type { Cut } from '../../../shared/cut.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useSceneActions } from '../board/use-scene-actions.ts';
import { useSession } from '../film/session-context.ts';
import { useTransport } from '../player/player-context.tsx';
import { dropPlace, type Edges } from './geometry.ts';
import { boundedFrames, snapped } from './length-drag.ts';
import type { BlockDeeds } from './scene-block.tsx';
import type { CutActions } from './use-cut-actions.ts';

type Parts = { readonly cut: Cut; readonly edges: readonly Edges[]; readonly actions: CutActions };

/** What scenes of the timeline can be asked for by pointer; the same object for all of them and all renders. */
export function useBlockDeeds({ cut, edges, actions }: Parts): BlockDeeds {
  const { store } = useSession();
  const transport = useTransport();
  const scenes = useSceneActions();
  return useStable<BlockDeeds>({
    pick: (sceneId) => {
      store.select(sceneId);
      transport.seek(cut.scenes.find((scene) => scene.sceneId === sceneId)?.start ?? 0);
    },
    bounded: (sceneId, frames, within) => {
      const start = cut.scenes.find((scene) => scene.sceneId === sceneId)?.start ?? 0;
      const playhead = Math.floor(transport.getState().frame);
      return boundedFrames(snapped(frames, start + frames, playhead, within), actions.limits(sceneId));
    },
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
