import { showPanel } from '../../lib/navigation.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useCut } from '../film/film-data.ts';
import { useSession } from '../film/session-context.ts';
import { useGenerate, useGenerators, useImportFiles, useJobActions } from '../generation/api.ts';
import { wishFor } from '../generation/wishes.ts';
import type { SceneDeeds } from './scene-deeds.ts';
import { sceneMenu } from './scene-menu.tsx';
import type { SceneActions } from './use-scene-actions.ts';

const focusPrompt = () => document.querySelector<HTMLElement>('[name=scene-prompt]')?.focus();

export function useSceneDeeds(actions: SceneActions): SceneDeeds {
  const { store } = useSession();
  const cut = useCut();
  const generators = useGenerators().data?.generators ?? [];
  const { generate } = useGenerate();
  const { retry } = useJobActions();
  const importFiles = useImportFiles();
  return useStable<SceneDeeds>({
    select: actions.select,
    open: focusPrompt,
    circle: (sceneId, take) => actions.toggleCircle(sceneId, 'picture', take),
    importFiles,
    retry,
    fix: (job) => {
      actions.select(job.sceneId);
      // After the inspector shows that scene.
      if (job.error?.code === 'content-rejected') setTimeout(focusPrompt);
      else showPanel('settings', generators.find((each) => each.id === job.generator)?.vendor ?? null);
    },
    menu: (sceneId) => {
      const { film } = store.getState();
      const scene = film.scenes.find((each) => each.id === sceneId);
      if (!scene) return [];
      return sceneMenu({
        film,
        sceneId,
        wish: wishFor({ film, cut, generators }, scene, 'picture'),
        actions,
        generate,
      });
    },
  });
}
