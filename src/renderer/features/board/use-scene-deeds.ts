import { showPanel } from '../../lib/navigation.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useSession } from '../film/session-context.ts';
import { useImportFiles } from '../generation/api.ts';
import { goToSpot } from '../generation/go-to.ts';
import { useBatchSource } from '../generation/use-catalogue.ts';
import { useGenerate } from '../generation/use-generate.ts';
import { useJobActions } from '../generation/use-job-actions.ts';
import type { SceneDeeds } from './scene-deeds.ts';
import { sceneMenu } from './scene-menu.tsx';
import type { SceneActions } from './use-scene-actions.ts';

export function useSceneDeeds(actions: SceneActions): SceneDeeds {
  const session = useSession();
  const source = useBatchSource();
  const { generate } = useGenerate();
  const { step } = useJobActions();
  const importFiles = useImportFiles();
  const compare = (sceneId: string) => {
    actions.select(sceneId);
    showPanel('compare');
  };
  return useStable<SceneDeeds>({
    select: actions.select,
    open: (sceneId) => goToSpot(session, sceneId, 'picture', 'words'),
    circle: (sceneId, take) => actions.toggleCircle(sceneId, 'picture', take),
    importFiles,
    step,
    menu: (sceneId) => sceneMenu({ source, sceneId, actions, generate, compare }),
  });
}
